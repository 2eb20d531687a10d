//! What was measured, for the terminal and for `docs/benchmarks.md`. No dates: figures of one machine at one time,
//! of which only the ratios mean something elsewhere.

use std::fmt::Write;

/// What a ratio has to be.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// Not less.
    AtLeast(f64),
    /// Not more.
    AtMost(f64),
}

impl Goal {
    fn is_met(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(least) => ratio >= least,
            Self::AtMost(most) => ratio <= most,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(least) => format!("≥ {least}"),
            Self::AtMost(most) => format!("≤ {most}"),
        }
    }
}

#[derive(Clone, Debug)]
struct Line {
    what: String,
    value: String,
    reference: String,
    ratio: f64,
    goal: Option<Goal>,
}

impl Line {
    fn is_met(&self) -> bool {
        self.goal.is_none_or(|goal| goal.is_met(self.ratio))
    }

    fn verdict(&self) -> &'static str {
        match (self.goal, self.is_met()) {
            (None, _) => "",
            (_, true) => "yes",
            (_, false) => "**no**",
        }
    }
}

/// One table.
#[derive(Clone, Debug)]
pub struct Topic {
    name: String,
    lines: Vec<Line>,
    notes: Vec<String>,
}

impl Topic {
    /// An empty table; says on the terminal that it is begun.
    pub fn new(name: String) -> Self {
        println!("\n{name}");
        Self { name, lines: Vec::new(), notes: Vec::new() }
    }

    /// Adds a figure, and prints it.
    pub fn line(&mut self, what: String, value: String, reference: String, ratio: f64, goal: Option<Goal>) {
        let line = Line { what, value, reference, ratio, goal };
        let goal = goal.map(Goal::text).unwrap_or_default();
        let Line { what, value, reference, .. } = &line;
        let mark = if line.is_met() { "" } else { "  MISSED" };
        println!("  {what:<52} {value:>10} {reference:>10} {ratio:>7.2}  {goal}{mark}");
        self.lines.push(line);
    }

    /// Adds a sentence that explains the table.
    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

/// All tables.
#[derive(Clone, Debug, Default)]
pub struct Report(Vec<Topic>);

impl Report {
    /// Adds a table.
    pub fn add(&mut self, topic: Topic) {
        self.0.push(topic);
    }

    /// The figures that missed their goal.
    pub fn missed(&self) -> Vec<String> {
        let lines = self.0.iter().flat_map(|topic| topic.lines.iter().map(move |line| (topic, line)));
        lines
            .filter(|(_, line)| !line.is_met())
            .map(|(topic, line)| format!("{}: {}", topic.name, line.what))
            .collect()
    }

    /// The document.
    pub fn markdown(&self, machine: &str) -> String {
        let mut text = String::from(
            "# How fast it is\n\n\
             `just bench` measures the delivered program over HTTP, writes this page, and fails where a goal is missed. \
             Each figure stands beside a limit that was measured in the same run on the same machine, so the ratios \
             hold elsewhere too. Client, server and database share the machine.\n",
        );
        let _ = writeln!(text, "\nMeasured on: {machine}.");
        for topic in &self.0 {
            let _ = writeln!(text, "\n## {}\n", topic.name);
            text.push_str(
                "| | Value | Limit or reference | Ratio | Goal | Met |\n|---|--:|--:|--:|:-:|:-:|\n",
            );
            for line in &topic.lines {
                let goal = line.goal.map(Goal::text).unwrap_or_default();
                let Line { what, value, reference, ratio, .. } = line;
                let _ = writeln!(
                    text,
                    "| {what} | {value} | {reference} | {ratio:.2} | {goal} | {} |",
                    line.verdict()
                );
            }
            if !topic.notes.is_empty() {
                let _ = writeln!(text, "\n{}", topic.notes.join(" "));
            }
        }
        text.push_str(ANOTHER_SERVER);
        text
    }
}

const ANOTHER_SERVER: &str = r#"
## Another server

`just bench --url http://localhost:8000 --request template.json` puts the same client on another server. The template
says what to ask; `{n}` becomes the request's number and `{uuid}` a new id:

```json
{
  "method": "POST",
  "path": "/api/v1/public/sessions/some-session/registrations",
  "headers": { "Idempotency-Key": "{uuid}" },
  "body": { "firstName": "Juliette", "lastName": "Morel", "email": "juliette.{n}@kestrel-foods.example" }
}
```
"#;

/// What this machine is: cores, processor, memory, system.
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let info = read("/proc/cpuinfo");
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let processor = field(&info, "model name").unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let memory = field(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
    let kilobytes: f64 = memory.trim_end_matches(" kB").trim().parse().unwrap_or_default();
    let system = std::env::consts::OS;
    format!("{cores} cores of {processor}, {:.0} GiB of memory, {system}", kilobytes / 1_048_576.0)
}

/// `38,768`.
pub fn rate(per_second: f64) -> String {
    let digits = format!("{per_second:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `27.9 ms`, of seconds.
pub fn milliseconds(seconds: f64) -> String {
    format!("{:.1} ms", seconds * 1e3)
}

/// `48 MiB`.
pub fn mebibytes(mebibytes: f64) -> String {
    format!("{mebibytes:.0} MiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_goal_is_told() {
        let mut topic = Topic::new("Reads".into());
        topic.line("fast".into(), "9".into(), "10".into(), 0.9, Some(Goal::AtLeast(0.7)));
        topic.line("slow".into(), "5".into(), "10".into(), 0.5, Some(Goal::AtLeast(0.7)));
        let mut report = Report::default();
        report.add(topic);
        assert_eq!(report.missed(), ["Reads: slow"]);
        assert!(report.markdown("a machine").contains("| slow | 5 | 10 | 0.50 | ≥ 0.7 | **no** |"));
        assert_eq!((rate(1_234_567.4), rate(12.0)), ("1,234,567".to_owned(), "12".to_owned()));
    }
}
