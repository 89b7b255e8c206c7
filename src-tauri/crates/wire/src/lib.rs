//! Every type and command that crosses to the UI; TypeScript is generated from here.
