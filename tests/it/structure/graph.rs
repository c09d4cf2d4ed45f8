//! Which modules of a crate import from which, and the circles among them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::tree::{ModulePath, Tree};

pub(super) struct Graph {
    modules: Vec<(ModulePath, PathBuf)>,
    /// The names that each module takes from each other module.
    edges: BTreeMap<(usize, usize), BTreeSet<String>>,
}

/// Modules that reach each other by imports.
pub(super) type Circle = Vec<usize>;

impl Graph {
    /// Reads the modules below the folder of a root file.
    pub(super) fn read(root: &Path) -> Self {
        let tree = Tree::read(root);
        let index: BTreeMap<&ModulePath, usize> =
            tree.modules.keys().enumerate().map(|(at, path)| (path, at)).collect();
        let mut edges: BTreeMap<(usize, usize), BTreeSet<String>> = BTreeMap::new();
        for (path, module) in &tree.modules {
            for import in &module.imports {
                if let Some(target) = tree.target(path, import).filter(|target| target != path) {
                    edges.entry((index[path], index[&target])).or_default().insert(import.name.clone());
                }
            }
        }
        let modules = tree.modules.iter().map(|(path, module)| (path.clone(), module.file.clone()));
        Self { modules: modules.collect(), edges }
    }

    pub(super) fn modules(&self) -> usize {
        self.modules.len()
    }

    pub(super) fn edges(&self) -> usize {
        self.edges.len()
    }

    /// Circles of more than `limit` files, where a module may use the modules inside it.
    pub(super) fn large_circles(&self, limit: usize) -> Vec<Circle> {
        let mut circles = self.circles(|from, to| !to.starts_with(from));
        circles.retain(|circle| circle.len() > limit);
        circles
    }

    /// Circles through two folders of the same parent module, or through a folder and a file beside it.
    pub(super) fn circles_across_folders(&self) -> Vec<Circle> {
        let parents: BTreeSet<&[String]> =
            self.modules.iter().filter_map(|(path, _)| path.split_last().map(|(_, parent)| parent)).collect();
        let mut found = BTreeSet::new();
        for parent in parents {
            let is_inside = |path: &ModulePath| path.len() > parent.len() && path.starts_with(parent);
            let across = self.circles(|from, to| is_inside(from) && is_inside(to)).into_iter().filter(|circle| {
                let children: BTreeSet<&String> = circle.iter().map(|&at| &self.modules[at].0[parent.len()]).collect();
                let folders: BTreeSet<Option<&Path>> = circle.iter().map(|&at| self.modules[at].1.parent()).collect();
                children.len() > 1 && folders.len() > 1
            });
            found.extend(across);
        }
        found.into_iter().collect()
    }

    /// The circles along the edges that count.
    fn circles(&self, counts: impl Fn(&ModulePath, &ModulePath) -> bool) -> Vec<Circle> {
        let mut next: Vec<Vec<usize>> = vec![Vec::new(); self.modules.len()];
        for &(from, to) in self.edges.keys().filter(|(from, to)| counts(&self.modules[*from].0, &self.modules[*to].0)) {
            next[from].push(to);
        }
        let reached: Vec<Vec<bool>> = (0..next.len()).map(|from| reached(&next, from)).collect();
        let circle = |at: usize| (0..next.len()).filter(|&other| reached[at][other] && reached[other][at]).collect();
        let circles: BTreeSet<Circle> = (0..next.len()).map(circle).collect();
        circles.into_iter().filter(|circle| circle.len() > 1).collect()
    }

    /// The imports that make a circle, one a line.
    pub(super) fn described(&self, circle: &Circle) -> String {
        let short = |at: usize| {
            let file = &self.modules[at].1;
            file.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(file).display().to_string()
        };
        let mut lines = vec![format!("a circle of {} files", circle.len())];
        for (&(from, to), names) in &self.edges {
            if circle.contains(&from) && circle.contains(&to) {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                lines.push(format!("  {} -> {}: {}", short(from), short(to), names.join(", ")));
            }
        }
        lines.join("\n")
    }
}

/// The modules that can be reached from one, which is among them only if it is in a circle.
fn reached(next: &[Vec<usize>], from: usize) -> Vec<bool> {
    let mut found = vec![false; next.len()];
    let mut open = next[from].clone();
    while let Some(at) = open.pop() {
        if !found[at] {
            found[at] = true;
            open.extend(&next[at]);
        }
    }
    found
}
