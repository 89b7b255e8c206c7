//! What a command answers, and how it prints JSON.

/// What a command answers: nothing, or why it was refused, in one line.
pub type Outcome = Result<(), String>;

/// JSON with stable keys, indented.
pub fn print_json(value: &impl serde::Serialize) -> Outcome {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    println!("{text}");
    Ok(())
}
