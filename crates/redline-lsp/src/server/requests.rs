//! Requests of the client.

use lsp_server::{ErrorCode, RequestId};
use serde_json::Value;

use super::Server;

/// Why a request cannot be answered.
#[derive(Debug)]
pub(super) struct RequestError {
    pub(super) code: i32,
    pub(super) message: String,
}

impl RequestError {
    /// An error whose reason the user reads.
    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self { code: ErrorCode::RequestFailed as i32, message: message.into() }
    }
}

impl Server<'_> {
    /// The answer to a request; `None` if it comes later.
    pub(super) fn answer(
        &mut self,
        id: &RequestId,
        method: &str,
        params: &Value,
    ) -> Result<Option<Value>, RequestError> {
        let result = match method {
            "initialize" => {
                let message = "the server is initialized already".to_owned();
                return Err(RequestError { code: ErrorCode::InvalidRequest as i32, message });
            }
            "shutdown" => {
                self.is_shut_down = true;
                Value::Null
            }
            "textDocument/diagnostic" => self.document_diagnostics(params),
            "workspace/diagnostic" => {
                self.workspace_diagnostics(id, params);
                return Ok(None);
            }
            _ => return self.feature(method, params).map(Some),
        };
        Ok(Some(result))
    }
}
