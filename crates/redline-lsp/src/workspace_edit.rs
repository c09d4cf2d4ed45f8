//! From changes of files to the edit that the client applies.

use std::path::Path;

use redline_document::edit::Edit;
use redline_document::source::FileStore;
use serde_json::{Map, Value, json};

use crate::changes::FileChanges;
use crate::client::Client;
use crate::documents::Documents;
use crate::position::Lines;
use crate::uri::uri_of;

/// The name of the annotation by which the client asks the user for confirmation.
const CONFIRM: &str = "confirm";

/// The edit of the workspace, in the form that the client knows. Created and renamed files are left out for clients that
/// cannot do that: the server does it then.
pub(crate) fn workspace_edit(
    client: &Client,
    documents: &Documents,
    files: &FileStore,
    changes: &FileChanges,
) -> Value {
    let confirmation = changes.confirmation.as_deref().filter(|_| client.annotations && client.document_changes);
    let builder = Builder { client, documents, files, is_annotated: confirmation.is_some() };
    if !client.document_changes {
        let edits = changes.edits.iter().map(|(path, edits)| (documents.uri(path), builder.text_edits(path, edits)));
        return json!({ "changes": edits.collect::<Map<String, Value>>() });
    }
    let mut edit = json!({ "documentChanges": builder.document_changes(changes) });
    if let Some(reason) = confirmation {
        edit["changeAnnotations"] = json!({ CONFIRM: { "label": reason, "needsConfirmation": true } });
    }
    edit
}

struct Builder<'a> {
    client: &'a Client,
    documents: &'a Documents,
    files: &'a FileStore,
    is_annotated: bool,
}

impl Builder<'_> {
    fn document_changes(&self, changes: &FileChanges) -> Vec<Value> {
        let mut list = Vec::new();
        for (path, text) in changes.created.iter().filter(|_| self.client.creates) {
            let uri = uri_of(path);
            list.push(json!({ "kind": "create", "uri": uri, "options": { "ignoreIfExists": true } }));
            let start = json!({ "line": 0, "character": 0 });
            list.push(json!({
                "textDocument": { "uri": uri, "version": null },
                "edits": [{ "range": { "start": start, "end": start }, "newText": text }],
            }));
        }
        for (path, edits) in &changes.edits {
            let version = self.documents.get(path).map(|document| document.version);
            list.push(json!({
                "textDocument": { "uri": self.documents.uri(path), "version": version },
                "edits": self.text_edits(path, edits),
            }));
        }
        for (from, to) in changes.renamed.iter().filter(|_| self.client.renames) {
            list.push(json!({ "kind": "rename", "oldUri": self.documents.uri(from), "newUri": uri_of(to) }));
        }
        list
    }

    fn text_edits(&self, path: &Path, edits: &[Edit]) -> Value {
        let file = self.files.read(path).ok();
        let text = file.as_ref().map_or("", |file| file.text());
        let lines = Lines::of_file(text, self.documents.get(path).is_some(), self.client.encoding);
        let edit = |edit: &Edit| {
            let mut value = json!({ "range": lines.range(&edit.span), "newText": edit.text });
            if self.is_annotated {
                value["annotationId"] = CONFIRM.into();
            }
            value
        };
        edits.iter().map(edit).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn edit(capabilities: &Value, changes: &FileChanges) -> Value {
        let client = Client::of(&json!({ "capabilities": { "workspace": { "workspaceEdit": capabilities } } }));
        let (files, mut documents) = (FileStore::default(), Documents::default());
        let path = documents.open("file:///%61.md", 3, "é\none\n".to_owned());
        files.set_text(&path, "é\none\n".to_owned());
        workspace_edit(&client, &documents, &files, changes)
    }

    fn changes() -> FileChanges {
        let mut changes = FileChanges::one(Path::new("/a.md"), Edit::replace(3..6, "two"));
        changes.created.push((PathBuf::from("/b.md"), "# B\n".to_owned()));
        changes.confirmation = Some("why".to_owned());
        changes
    }

    #[test]
    fn a_simple_client_gets_edits_by_address() {
        let range = json!({ "start": { "line": 1, "character": 0 }, "end": { "line": 1, "character": 3 } });
        let expected = json!({ "changes": { "file:///%61.md": [{ "range": range, "newText": "two" }] } });
        assert_eq!(edit(&json!({}), &changes()), expected);
    }

    #[test]
    fn an_able_client_gets_versions_files_and_annotations() {
        let capabilities =
            json!({ "documentChanges": true, "resourceOperations": ["create"], "changeAnnotationSupport": {} });
        let edit = edit(&capabilities, &changes());
        let list = edit["documentChanges"].as_array().unwrap();
        assert_eq!((list.len(), &list[0]["kind"], &list[0]["uri"]), (3, &json!("create"), &json!("file:///b.md")));
        assert_eq!(list[2]["textDocument"], json!({ "uri": "file:///%61.md", "version": 3 }));
        assert_eq!(list[2]["edits"][0]["annotationId"], "confirm");
        assert_eq!(edit["changeAnnotations"]["confirm"]["label"], "why");
        assert!(edit.get("changes").is_none());
    }
}
