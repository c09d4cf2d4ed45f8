//! Requests about a place in a document.

use lsp_server::ErrorCode;
use serde_json::Value;

use super::Server;
use super::requests::RequestError;

impl Server<'_> {
    /// The answer of a feature.
    pub(super) fn feature(&mut self, method: &str, _params: &Value) -> Result<Value, RequestError> {
        match method {
            _ => Err(RequestError {
                code: ErrorCode::MethodNotFound as i32,
                message: format!("unknown request `{method}`"),
            }),
        }
    }
}
