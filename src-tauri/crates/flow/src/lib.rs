//! Flow arithmetic: visits, outcome chances and parallel blocks of a sales process.
