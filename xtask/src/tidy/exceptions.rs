//! Files in which a heuristic is wrong, each with the reason. An exception that excuses nothing is a breach itself, so
//! that the lists only hold what is needed.

/// Path of a file and why it is right as it is.
pub struct Exceptions(pub &'static [(&'static str, &'static str)]);

impl Exceptions {
    /// Lines of the breaches, each with the path of its file, without those that are excused.
    pub fn apply(&self, breaches: Vec<(&str, String)>) -> Vec<String> {
        let idle = |path: &str| breaches.iter().all(|(of, _)| *of != path);
        let unneeded: Vec<String> = self
            .0
            .iter()
            .filter(|(path, _)| idle(path))
            .map(|(path, _)| format!("{path}: the exception excuses nothing any more"))
            .collect();
        breaches
            .into_iter()
            .filter(|(path, _)| self.0.iter().all(|(excused, _)| excused != path))
            .map(|(path, line)| format!("{path}: {line}"))
            .chain(unneeded)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Exceptions;

    #[test]
    fn an_exception_excuses_its_file_and_must_be_needed() {
        let exceptions = Exceptions(&[("a", "it reads a format"), ("c", "it was there once")]);
        let breaches = vec![("a", "x".to_owned()), ("b", "y".to_owned())];
        assert_eq!(
            exceptions.apply(breaches),
            ["b: y", "c: the exception excuses nothing any more"]
        );
    }
}
