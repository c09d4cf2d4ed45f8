//! A client for tests: it speaks with a server in the same process.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

/// How long a test waits for the server.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client and the server that it speaks with.
pub(crate) struct Session {
    client: Connection,
    server: Option<JoinHandle<bool>>,
    sent: i32,
    answers: BTreeMap<i32, Result<Value, (i32, String)>>,
    /// Everything that the server sent, except answers.
    pub(crate) received: Vec<(String, Value)>,
    /// The settings that the client answers with.
    pub(crate) settings: Value,
    /// The answer to `initialize`.
    pub(crate) initialized: Value,
    versions: BTreeMap<String, i32>,
    /// The diagnostics that the client shows of each document, from both channels, by address.
    pub(crate) shown: BTreeMap<String, Vec<Value>>,
}

/// The capabilities of a client that is pushed diagnostics and knows nothing else.
pub(crate) fn plain() -> Value {
    json!({})
}

/// The capabilities of a client that can do everything.
pub(crate) fn able() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-8", "utf-16"] },
        "workspace": {
            "configuration": true,
            "applyEdit": true,
            "diagnostics": { "refreshSupport": true },
            "workspaceEdit": {
                "documentChanges": true,
                "resourceOperations": ["create", "rename", "delete"],
                "changeAnnotationSupport": {},
            },
            "fileOperations": { "didDelete": true, "willRename": true },
        },
        "window": { "showDocument": { "support": true } },
        "textDocument": {
            "diagnostic": { "dataSupport": true, "codeDescriptionSupport": true, "relatedInformation": true },
            "publishDiagnostics": { "tagSupport": { "valueSet": [1, 2] } },
            "codeAction": {
                "dataSupport": true,
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": ["", "quickfix", "source.fixAll"] } },
                "resolveSupport": { "properties": ["edit"] },
            },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "rename": { "prepareSupport": true },
        },
    })
}

/// The address of a file.
pub(crate) fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

impl Session {
    /// A session of a client with these capabilities.
    pub(crate) fn start(capabilities: &Value) -> Self {
        Self::start_with(&json!({ "processId": null, "rootUri": null, "capabilities": capabilities }))
    }

    /// A session with these parameters of `initialize`.
    pub(crate) fn start_with(params: &Value) -> Self {
        Self::start_in(params, Vec::new())
    }

    /// A session with these parameters of `initialize`, in this environment.
    pub(crate) fn start_in(params: &Value, variables: Vec<(String, String)>) -> Self {
        let (client, server) = Connection::memory();
        let server = std::thread::spawn(move || redline_lsp::run(&server, variables));
        let mut session = Self {
            client,
            server: Some(server),
            sent: 0,
            answers: BTreeMap::new(),
            received: Vec::new(),
            settings: Value::Null,
            initialized: Value::Null,
            versions: BTreeMap::new(),
            shown: BTreeMap::new(),
        };
        session.initialized = session.request("initialize", params.clone()).unwrap();
        session.notify("initialized", json!({}));
        session
    }

    pub(crate) fn notify(&self, method: &str, params: Value) {
        self.client.sender.send(Notification { method: method.to_owned(), params }.into()).unwrap();
    }

    /// Sends a request, and returns its number.
    pub(crate) fn send(&mut self, method: &str, params: Value) -> i32 {
        self.sent += 1;
        let request = Request { id: RequestId::from(self.sent), method: method.to_owned(), params };
        self.client.sender.send(request.into()).unwrap();
        self.sent
    }

    /// Sends a request, and waits for its answer.
    pub(crate) fn request(&mut self, method: &str, params: Value) -> Result<Value, (i32, String)> {
        let id = self.send(method, params);
        self.answer(id)
    }

    /// Waits for the answer to a request.
    pub(crate) fn answer(&mut self, id: i32) -> Result<Value, (i32, String)> {
        self.wait(|session| session.answers.contains_key(&id), &format!("the answer to request {id}"));
        self.answers.remove(&id).unwrap()
    }

    /// Whether a request was answered.
    pub(crate) fn is_answered(&self, id: i32) -> bool {
        self.answers.contains_key(&id)
    }

    /// Waits until a condition holds.
    pub(crate) fn wait(&mut self, mut is_met: impl FnMut(&Self) -> bool, what: &str) {
        let end = Instant::now() + PATIENCE;
        while !is_met(self) {
            let left = end.saturating_duration_since(Instant::now());
            let message = self.client.receiver.recv_timeout(left);
            self.handle(
                message.unwrap_or_else(|error| panic!("waiting for {what}: {error}; received {:#?}", self.received)),
            );
        }
    }

    /// Handles what arrives in the given time.
    pub(crate) fn pass(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let Ok(message) = self.client.receiver.recv_timeout(end.saturating_duration_since(Instant::now())) {
            self.handle(message);
        }
    }

    fn handle(&mut self, message: Message) {
        match message {
            Message::Response(Response { id, response_result }) => {
                let id: i32 = id.to_string().parse().unwrap();
                self.answers.insert(id, response_result.map_err(|error| (error.code, error.message)));
            }
            Message::Notification(Notification { method, params }) => {
                if method == "textDocument/publishDiagnostics" {
                    let list = params["diagnostics"].as_array().unwrap().clone();
                    self.shown.insert(params["uri"].as_str().unwrap().to_owned(), list);
                }
                self.received.push((method, params));
            }
            Message::Request(Request { id, method, params }) => {
                let result = match method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    "workspace/applyEdit" => json!({ "applied": true }),
                    "window/showDocument" => json!({ "success": true }),
                    _ => Value::Null,
                };
                self.received.push((method, params));
                self.client.sender.send(Response::new_ok(id, result).into()).unwrap();
            }
        }
    }

    /// How many messages with this method were received.
    pub(crate) fn count(&self, method: &str) -> usize {
        self.received.iter().filter(|(received, _)| received == method).count()
    }

    /// Opens a document with a text.
    pub(crate) fn open(&mut self, path: &Path, text: &str) {
        self.versions.insert(uri(path), 1);
        let document = json!({ "uri": uri(path), "languageId": "markdown", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Opens a document with the text on disk.
    pub(crate) fn open_file(&mut self, path: &Path) {
        self.open(path, &std::fs::read_to_string(path).unwrap());
    }

    /// Replaces the whole text of a document.
    pub(crate) fn change(&mut self, path: &Path, text: &str) {
        self.change_by(path, &json!([{ "text": text }]));
    }

    /// Changes a document, and returns its version.
    pub(crate) fn change_by(&mut self, path: &Path, changes: &Value) -> i32 {
        let version = self.versions.get_mut(&uri(path)).unwrap();
        *version += 1;
        let version = *version;
        let document = json!({ "uri": uri(path), "version": version });
        self.notify("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
        version
    }

    /// Waits until nothing more is due: a check gives way to a few requests, and then is done before the next.
    pub(crate) fn rest(&mut self) {
        self.pass(Duration::from_millis(250));
        for _ in 0..8 {
            assert!(self.request("redline/nothing", Value::Null).is_err());
        }
    }

    /// The diagnostics that the client shows of a document when nothing more is due.
    pub(crate) fn settle(&mut self, path: &Path) -> Vec<Value> {
        self.rest();
        if self.initialized["capabilities"]["diagnosticProvider"].is_null() {
            return self.shown.get(&uri(path)).cloned().unwrap_or_default();
        }
        let report = self.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri(path) } })).unwrap();
        report["items"].as_array().unwrap().clone()
    }

    /// The rules of the diagnostics that the client shows of a document, when nothing more is due.
    pub(crate) fn rules(&mut self, path: &Path) -> Vec<String> {
        self.settle(path).iter().map(|it| it["code"].as_str().unwrap_or("none").to_owned()).collect()
    }

    /// Ends the session in order, and returns whether the server did so.
    pub(crate) fn end(mut self) -> bool {
        assert_eq!(self.request("shutdown", Value::Null), Ok(Value::Null));
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }

    /// Sends `exit`, and returns whether the server ended in order.
    pub(crate) fn exit(mut self) -> bool {
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().unwrap()
    }
}

/// A book in a temporary folder.
pub(crate) struct TestBook {
    folder: tempfile::TempDir,
}

impl TestBook {
    /// A book of these files, with a table of contents of its chapters unless it has one. `table` is our table.
    pub(crate) fn new(table: &str, files: &[(&str, &str)]) -> Self {
        let book = Self { folder: tempfile::tempdir().unwrap() };
        let is_chapter = |name: &&(&str, &str)| {
            Path::new(name.0).extension().is_some_and(|it| it == "md") && !name.0.starts_with('_')
        };
        let items = files.iter().filter(is_chapter).map(|(name, _)| format!("- [{name}]({name})\n"));
        book.write("book.toml", &format!("[book]\ntitle = \"Book\"\n\n[preprocessor.redline]\n{table}"));
        book.write("src/SUMMARY.md", &format!("# Summary\n\n{}", items.collect::<String>()));
        for (name, text) in files {
            book.write(&format!("src/{name}"), text);
        }
        book
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The path of a file below `src`.
    pub(crate) fn src(&self, name: &str) -> PathBuf {
        self.path(&format!("src/{name}"))
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(name)
    }
}
