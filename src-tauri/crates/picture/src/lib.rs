//! Layout and drawing: a map becomes a Scene (display list) once; SVG and PNG writers.
