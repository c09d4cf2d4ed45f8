//! The server: one loop that owns all state and handles messages in order.
//!
//! A change is applied at once. Its chapter is checked after a moment in which more changes may come, and the book after a
//! pause. A check of the book is given up as soon as a message waits, so that no answer is late because of it.

mod actions;
mod checks;
mod features;
mod navigation;
mod notifications;
mod outgoing;
mod pull;
mod requests;

use std::collections::{BTreeSet, VecDeque};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crossbeam_channel::RecvTimeoutError;
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use redline_lint::isolation::isolate;
use serde_json::Value;

use crate::books::Books;
use crate::capabilities::initialize_result;
use crate::client::Client;
use crate::delivery::Delivery;
use crate::documents::Documents;
use crate::rule_pages::RulePages;
use crate::settings::EditorSettings;
use checks::Timers;
use outgoing::Outgoing;
use pull::HeldRequest;

/// How often the end of the client's process is looked for.
const WATCH_PROCESS: Duration = Duration::from_secs(10);

/// Runs the server until the client ends it. `variables` are those of the environment. Returns whether the client shut it
/// down in order.
pub fn run(connection: &Connection, variables: Vec<(String, String)>) -> bool {
    let Some((id, params)) = first_request(connection) else { return false };
    let client = Client::of(&params);
    let (settings, problems) = EditorSettings::read(&client.options, EditorSettings::default());
    let result = initialize_result(&client, &settings);
    if connection.sender.send(Response::new_ok(id, result).into()).is_err() {
        return false;
    }
    let mut server = Server::new(connection, client, settings, variables);
    server.setting_problems(problems);
    server.run()
}

/// The `initialize` request; `None` if the client ends before. Other requests are refused until then.
fn first_request(connection: &Connection) -> Option<(RequestId, Value)> {
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "initialize" => return Some((request.id, request.params)),
            Message::Request(request) => {
                let code = ErrorCode::ServerNotInitialized as i32;
                let answer = Response::new_err(request.id, code, "the server is not initialized".to_owned());
                connection.sender.send(answer.into()).ok()?;
            }
            Message::Notification(it) if it.method == "exit" => return None,
            Message::Notification(_) | Message::Response(_) => {}
        }
    }
    None
}

/// All state of the server.
struct Server<'a> {
    connection: &'a Connection,
    /// Messages that were received and not handled yet.
    waiting: VecDeque<Message>,
    client: Client,
    settings: EditorSettings,
    documents: Documents,
    books: Books,
    delivery: Delivery,
    pages: RulePages,
    timers: Timers,
    /// The books in the folders of the workspace; `None` until they are needed.
    workspace_roots: Option<Vec<PathBuf>>,
    /// Documents that were edited since they were last saved.
    edited: BTreeSet<PathBuf>,
    /// Documents that have changed since their chapters were checked.
    changed: BTreeSet<PathBuf>,
    /// Requests to the client that it has not answered.
    outgoing: Outgoing,
    /// A request for the diagnostics of all files, answered when they change.
    held: Option<HeldRequest>,
    /// Messages that were shown: each is shown once.
    shown: BTreeSet<String>,

    is_shut_down: bool,
}

impl<'a> Server<'a> {
    fn new(
        connection: &'a Connection,
        client: Client,
        settings: EditorSettings,
        variables: Vec<(String, String)>,
    ) -> Self {
        Self {
            connection,
            waiting: VecDeque::new(),
            pages: RulePages::in_cache(&variables),
            books: Books::new(variables),
            client,
            settings,
            documents: Documents::default(),
            delivery: Delivery::default(),
            timers: Timers::default(),
            workspace_roots: None,
            edited: BTreeSet::new(),
            changed: BTreeSet::new(),
            outgoing: Outgoing::default(),
            held: None,
            shown: BTreeSet::new(),
            is_shut_down: false,
        }
    }

    /// Handles messages until the client ends the server. Returns whether it was shut down before.
    fn run(&mut self) -> bool {
        loop {
            self.receive_waiting();
            let Some(message) = self.waiting.pop_front() else {
                if self.work_safely() {
                    continue;
                }
                match self.wait() {
                    Some(message) => self.enqueue(message),
                    None => return self.is_shut_down,
                }
                continue;
            };
            match message {
                Message::Notification(it) if it.method == "exit" => return self.is_shut_down,
                Message::Notification(notification) => self.notification(notification),
                Message::Request(request) => self.request(request),
                Message::Response(response) => self.response(response),
            }
        }
    }

    /// Receives what has arrived, and answers requests that were cancelled before they were handled.
    fn receive_waiting(&mut self) {
        while let Ok(message) = self.connection.receiver.try_recv() {
            self.enqueue(message);
        }
    }

    /// Puts a message behind those that wait; a cancellation takes effect before them.
    fn enqueue(&mut self, message: Message) {
        match message {
            Message::Notification(it) if it.method == "$/cancelRequest" => self.cancel(&it),
            other => self.waiting.push_back(other),
        }
    }

    fn cancel(&mut self, notification: &Notification) {
        let Ok(id) = serde_json::from_value::<RequestId>(notification.params["id"].clone()) else { return };
        let is_it = |message: &Message| matches!(message, Message::Request(request) if request.id == id);
        let is_held = self.held.as_ref().is_some_and(|held| held.id == id);
        if is_held {
            self.held = None;
        } else if let Some(at) = self.waiting.iter().position(is_it) {
            self.waiting.remove(at);
        } else {
            return;
        }
        self.send(Response::new_err(id, ErrorCode::RequestCanceled as i32, "the request was cancelled".to_owned()));
    }

    /// Waits for a message, or for a moment until checks are due. `None` if the client is gone.
    fn wait(&self) -> Option<Message> {
        loop {
            let due = self.timers.next();
            let timeout =
                due.map_or(WATCH_PROCESS, |due| due.saturating_duration_since(Instant::now()).min(WATCH_PROCESS));
            match self.connection.receiver.recv_timeout(timeout) {
                Ok(message) => return Some(message),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) if due.is_some_and(|due| due <= Instant::now()) => {
                    // An empty message lets the loop go on with what is due.
                    return Some(Message::Notification(Notification { method: String::new(), params: Value::Null }));
                }
                Err(RecvTimeoutError::Timeout) if self.client.process.is_some_and(|id| !is_running(id)) => return None,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Answers a request. A panic costs the answer alone.
    fn request(&mut self, request: Request) {
        let Request { id, method, params } = request;
        if self.is_shut_down {
            let message = "the server is shutting down".to_owned();
            self.send(Response::new_err(id, ErrorCode::InvalidRequest as i32, message));
            return;
        }
        let answer = isolate(|| self.answer(&id, &method, &params));
        match answer {
            Ok(Ok(Some(result))) => self.send(Response::new_ok(id, result)),
            Ok(Ok(None)) => {}
            Ok(Err(error)) => self.send(Response::new_err(id, error.code, error.message)),
            Err(fault) => {
                let message = fault.describe(&format!("the request `{method}`"));
                self.log(outgoing::Level::Error, &message);
                self.send(Response::new_err(id, ErrorCode::InternalError as i32, message));
            }
        }
    }

    /// Does a piece of the work that is due. A panic costs this piece alone: it is not due any longer.
    fn work_safely(&mut self) -> bool {
        isolate(|| self.work()).unwrap_or_else(|fault| {
            self.log(outgoing::Level::Error, &fault.describe("a check"));
            true
        })
    }

    /// Handles a notification. A panic costs its effect alone.
    fn notification(&mut self, notification: Notification) {
        let Notification { method, params } = notification;
        if let Err(fault) = isolate(|| self.notify(&method, &params)) {
            self.log(outgoing::Level::Error, &fault.describe(&format!("the notification `{method}`")));
        }
    }

    /// Sends a message. If the client is gone, the loop ends with its queue.
    fn send(&self, message: impl Into<Message>) {
        let _ = self.connection.sender.send(message.into());
    }
}

/// Whether a process is running, as far as that can be known.
#[cfg(unix)]
fn is_running(id: u32) -> bool {
    let id = i32::try_from(id).ok().and_then(rustix::process::Pid::from_raw);
    id.is_none_or(|id| rustix::process::test_kill_process(id) != Err(rustix::io::Errno::SRCH))
}

/// Whether a process is running, as far as that can be known.
#[cfg(not(unix))]
fn is_running(_id: u32) -> bool {
    true
}
