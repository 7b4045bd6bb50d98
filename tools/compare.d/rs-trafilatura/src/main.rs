// The runner for rs-trafilatura: see ../../README.md for what it says and when.
use cpu_time::ProcessTime;
use serde_json::json;
use std::io::{self, BufRead, Write};
use std::panic;

const TOOL: &str = "rs-trafilatura 0.2.2"; // as in Cargo.toml

fn extract(page: &[u8]) -> Result<String, String> {
    match panic::catch_unwind(|| rs_trafilatura::extract_bytes(page)) {
        Ok(Ok(result)) => Ok(result.content_text),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("panicked".to_string()),
    }
}

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    let start_up = ProcessTime::now().as_duration().as_secs_f64();
    writeln!(out, "{}", json!({"tool": TOOL, "seconds": start_up}))?;
    out.flush()?;
    for path in io::stdin().lock().lines() {
        let page = std::fs::read(path?)?;
        let start = ProcessTime::now();
        let text = extract(&page);
        let seconds = start.elapsed().as_secs_f64();
        let answer = match text {
            Ok(text) => json!({"seconds": seconds, "text": text}),
            Err(error) => json!({"seconds": seconds, "error": error}),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
