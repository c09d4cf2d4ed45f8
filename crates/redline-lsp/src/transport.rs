//! Messages over standard input and output.

use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, unbounded};
use lsp_server::{Connection, Message, Notification};
use serde_json::Value;

/// The method of the notification that replaces a message that cannot be parsed; its parameter is the reason.
pub(crate) const UNREADABLE: &str = "$/redline/unreadable";

/// The longest message that is read: larger ones are noise.
const MAX_LENGTH: usize = 1 << 30;

/// The connection over standard input and output, and the thread that writes. Its queues have no limit, so that the
/// server can see whether messages wait.
pub fn stdio() -> (Connection, JoinHandle<io::Result<()>>) {
    let (outgoing, to_write) = unbounded();
    let (read, incoming) = unbounded();
    // It ends with the process: reading cannot be interrupted.
    thread::spawn(move || read_all(&mut io::stdin().lock(), &read));
    let writer = thread::spawn(move || write_all(&to_write));
    (Connection { sender: outgoing, receiver: incoming }, writer)
}

/// Reads messages until the input ends.
fn read_all(input: &mut impl BufRead, messages: &Sender<Message>) {
    loop {
        let Ok(Some(text)) = frame(input) else { return };
        let unreadable = |error: serde_json::Error| {
            Notification { method: UNREADABLE.to_owned(), params: Value::String(error.to_string()) }.into()
        };
        if messages.send(serde_json::from_slice(&text).unwrap_or_else(unreadable)).is_err() {
            return;
        }
    }
}

/// The text of the next message; `None` at the end of the input. Lines that belong to no header are skipped.
fn frame(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<usize> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let header = String::from_utf8_lossy(&line);
        let header = header.trim();
        match (header.split_once(':'), length) {
            (Some((name, value)), _) if name.eq_ignore_ascii_case("content-length") => {
                length = value.trim().parse().ok();
            }
            (None, Some(length)) if header.is_empty() && length <= MAX_LENGTH => {
                let mut text = Vec::new();
                input.take(length as u64).read_to_end(&mut text)?;
                return Ok((text.len() == length).then_some(text));
            }
            (None, _) => length = None,
            _ => {}
        }
    }
}

fn write_all(messages: &Receiver<Message>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for message in messages {
        message.write(&mut out)?;
        out.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(input: &[u8]) -> Vec<String> {
        let mut input = input;
        std::iter::from_fn(|| frame(&mut input).unwrap()).map(|text| String::from_utf8(text).unwrap()).collect()
    }

    #[test]
    fn messages_are_found_behind_noise() {
        let input = b"noise\r\nContent-Type: x\r\nContent-Length: 2\r\n\r\n{}\r\nContent-Length: nine\r\n\r\ncontent-length:3\r\n\r\n[1]";
        assert_eq!(frames(input), ["{}", "[1]"]);
    }

    #[test]
    fn a_length_that_cannot_be_is_skipped() {
        assert_eq!(frames(b"Content-Length: 99999999999999\r\n\r\nContent-Length: 2\r\n\r\n{}"), ["{}"]);
        assert!(frames(b"Content-Length: 9\r\n\r\n{}").is_empty(), "cut short");
    }

    #[test]
    fn messages_that_cannot_be_read_do_not_end_the_session() {
        let (messages, read) = unbounded();
        let input =
            b"Content-Length: 3\r\n\r\n{x}Content-Length: 40\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"initialized\"} ";
        read_all(&mut input.as_slice(), &messages);
        assert!(matches!(read.try_recv(), Ok(Message::Notification(it)) if it.method == UNREADABLE));
        assert!(matches!(read.try_recv(), Ok(Message::Notification(it)) if it.method == "initialized"));
    }
}
