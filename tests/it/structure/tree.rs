//! The modules of one crate as a tree, with the items and imports of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;

use super::imports::{Import, code, imports, regex};

static ITEM: LazyLock<Regex> =
    LazyLock::new(|| regex(r"\b(?:fn|struct|enum|trait|type|const|static|union|macro_rules!)\s+(\w+)"));

/// How many re-exports are followed to the definition of an item.
const MAX_REEXPORTS: usize = 8;

/// A module as a path from the root of its crate.
pub(super) type ModulePath = Vec<String>;

pub(super) struct Module {
    pub(super) file: PathBuf,
    pub(super) imports: Vec<Import>,
    /// Names of the items that its file defines.
    items: BTreeSet<String>,
}

pub(super) struct Tree {
    pub(super) modules: BTreeMap<ModulePath, Module>,
}

/// The root files of the crates in a source folder: a library, a program, and programs in `bin`.
pub(super) fn roots(src: &Path) -> Vec<PathBuf> {
    let mut roots = vec![src.join("lib.rs"), src.join("main.rs")];
    roots.extend(entries(&src.join("bin")).into_iter().map(|folder| folder.join("main.rs")));
    roots.retain(|root| root.is_file());
    roots
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    paths.sort();
    paths
}

/// Adds the modules of a folder: its files, and its folders with a `mod.rs`.
fn collect(folder: &Path, module: &ModulePath, files: &mut BTreeMap<ModulePath, PathBuf>) {
    for path in entries(folder) {
        let name = path.file_stem().expect("an entry has a name").to_string_lossy().into_owned();
        let child: ModulePath = module.iter().cloned().chain([name.clone()]).collect();
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        if path.join("mod.rs").is_file() {
            files.insert(child.clone(), path.join("mod.rs"));
            collect(&path, &child, files);
        } else if is_rust && !["lib", "main", "mod"].contains(&name.as_str()) {
            files.insert(child, path);
        }
    }
}

impl Module {
    fn read(file: &Path, children: &[&str]) -> Self {
        let source = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let items = ITEM.captures_iter(&code(&source)).map(|captures| captures[1].to_owned()).collect();
        Self { file: file.to_owned(), imports: imports(&source, children), items }
    }
}

impl Tree {
    /// Reads the modules below the folder of a root file.
    pub(super) fn read(root: &Path) -> Self {
        let mut files = BTreeMap::from([(ModulePath::new(), root.to_owned())]);
        collect(root.parent().expect("a file is in a folder"), &ModulePath::new(), &mut files);
        let modules = files.iter().map(|(path, file)| {
            let is_child = |other: &&ModulePath| other.len() == path.len() + 1 && other.starts_with(path);
            let children: Vec<&str> =
                files.keys().filter(is_child).filter_map(|child| child.last().map(String::as_str)).collect();
            (path.clone(), Module::read(file, &children))
        });
        Self { modules: modules.collect() }
    }

    /// The module that defines what an import of the module `from` names. `None` for other crates, and for a module that is
    /// imported as a whole: only the paths that begin at it name something in it.
    pub(super) fn target(&self, from: &ModulePath, import: &Import) -> Option<ModulePath> {
        let (last, module) = import.path.split_last()?;
        if last == "*" {
            return self.resolved(from, module, 0).map(|(module, _)| module);
        }
        self.resolved(from, &import.path, 0).and_then(|(module, is_item)| is_item.then_some(module))
    }

    /// The module that a path leads to, through re-exports, and whether the path names an item of it.
    fn resolved(&self, from: &ModulePath, path: &[String], depth: usize) -> Option<(ModulePath, bool)> {
        let (first, rest) = path.split_first()?;
        let mut module = match first.as_str() {
            "crate" => ModulePath::new(),
            "self" => from.clone(),
            "super" => parent(from)?,
            name => self.child(from, name).or_else(|| self.imported(from, name, depth))?,
        };
        for (index, name) in rest.iter().enumerate() {
            module = match (name.as_str(), self.child(&module, name)) {
                ("super", _) => parent(&module)?,
                (_, Some(child)) => child,
                (_, None) => return Some((self.definer(&module, &rest[index..], depth), true)),
            };
        }
        Some((module, false))
    }

    fn child(&self, module: &ModulePath, name: &str) -> Option<ModulePath> {
        let child: ModulePath = module.iter().cloned().chain([name.to_owned()]).collect();
        self.modules.contains_key(&child).then_some(child)
    }

    /// The declared imports of a module that may give it a name.
    fn declared<'a>(&'a self, module: &ModulePath, name: &'a str) -> impl Iterator<Item = &'a Import> {
        let imports = self.modules[module].imports.iter().filter(|import| import.is_declared);
        imports.filter(move |import| import.name == name || import.name == "*")
    }

    /// The module that another module imports under a name.
    fn imported(&self, module: &ModulePath, name: &str, depth: usize) -> Option<ModulePath> {
        let mut declared = self.declared(module, name).filter(|import| import.name == name && depth < MAX_REEXPORTS);
        declared.find_map(|import| self.resolved(module, &import.path, depth + 1)).map(|(module, _)| module)
    }

    /// The module that defines an item which `module` has under a name: itself, or one that it imports from.
    fn definer(&self, module: &ModulePath, names: &[String], depth: usize) -> ModulePath {
        let name = names[0].as_str();
        if depth < MAX_REEXPORTS && !self.modules[module].items.contains(name) {
            for import in self.declared(module, name) {
                let is_glob = import.name == "*";
                let target = &import.path[..import.path.len() - usize::from(is_glob)];
                let names = if is_glob { names } else { &names[1..] };
                let path: Vec<String> = target.iter().chain(names).cloned().collect();
                if let Some((definer, _)) = self.resolved(module, &path, depth + 1)
                    && (!is_glob || self.modules[&definer].items.contains(name))
                {
                    return definer;
                }
            }
        }
        module.clone()
    }
}

fn parent(module: &ModulePath) -> Option<ModulePath> {
    module.split_last().map(|(_, parent)| parent.to_vec())
}
