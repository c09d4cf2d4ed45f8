//! The structure that `ARCHITECTURE.md` promises: crates use crates below them, and modules have no large circles.

mod graph;
mod imports;
mod tree;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use graph::Graph;

/// The crates from the lowest to the highest; those of one layer do not use each other.
const LAYERS: [&[&str]; 8] = [
    &["redline-text"],
    &["redline-document"],
    &["redline-english"],
    &["prose-diff", "vale-style"],
    &["redline-lint"],
    &["redline-report"],
    &["redline-lsp"],
    &["mdbook-redline"],
];

/// The files of the largest circle of modules that is accepted, all in one folder.
const LARGEST_CIRCLE: usize = 3;

struct Package {
    folder: PathBuf,
    /// Packages of this workspace that it uses, other than in its tests.
    uses: Vec<String>,
}

/// The packages of the workspace by name.
fn packages() -> BTreeMap<String, Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo prints JSON");
    let packages = metadata["packages"].as_array().expect("the workspace has packages").iter().map(|package| {
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let dependencies = package["dependencies"].as_array().expect("a list").iter();
        let used = dependencies.filter(|dependency| dependency["path"].is_string() && dependency["kind"] != "dev");
        let manifest = PathBuf::from(text(&package["manifest_path"]));
        let folder = manifest.parent().expect("a manifest is in a folder").to_owned();
        (text(&package["name"]), Package { folder, uses: used.map(|dependency| text(&dependency["name"])).collect() })
    });
    packages.collect()
}

#[test]
fn crates_use_only_crates_below_them() {
    let packages = packages();
    let layer = |name: &str| {
        let layer = LAYERS.iter().position(|names| names.contains(&name));
        layer.unwrap_or_else(|| panic!("the crate {name} has no layer: see ARCHITECTURE.md"))
    };
    for (name, package) in &packages {
        for used in &package.uses {
            assert!(layer(used) < layer(name), "{name} uses {used}, which is not below it");
        }
    }
    let uses: usize = packages.values().map(|package| package.uses.len()).sum();
    assert!(packages.contains_key("mdbook-redline") && packages.contains_key("redline-text") && uses > 2);
}

#[test]
fn circles_of_modules_are_small_and_inside_one_folder() {
    let (mut modules, mut edges, mut faults) = (0, 0, Vec::new());
    for package in packages().values() {
        for root in tree::roots(&package.folder.join("src")) {
            let graph = Graph::read(&root);
            modules += graph.modules();
            edges += graph.edges();
            let circles = graph.circles_across_folders().into_iter().chain(graph.large_circles(LARGEST_CIRCLE));
            faults.extend(circles.map(|circle| graph.described(&circle)));
        }
    }
    assert!(modules > 200 && edges > 400, "only {modules} modules with {edges} imports were read");
    faults.dedup();
    assert!(faults.is_empty(), "{} circles:\n{}", faults.len(), faults.join("\n"));
}
