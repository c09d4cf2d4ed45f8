//! Which variable a name refers to.

use std::collections::HashMap;

use super::syntax::Place;

/// The scopes around the place that is being read: the script, and the functions in each other.
#[derive(Debug)]
pub(super) struct Scopes {
    functions: Vec<FunctionScope>,
}

/// The variables of the script or of a function.
#[derive(Debug, Default)]
pub(super) struct FunctionScope {
    /// The slots of variables, by block and name.
    blocks: Vec<HashMap<String, usize>>,
    /// The number of variables.
    pub(super) slots: usize,
    captured: HashMap<String, usize>,
    /// The variables of the function around it that it uses.
    pub(super) captures: Vec<Place>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Self { functions: vec![FunctionScope { blocks: vec![HashMap::new()], ..FunctionScope::default() }] }
    }

    pub(super) fn is_in_function(&self) -> bool {
        self.functions.len() > 1
    }

    pub(super) fn open_function(&mut self) {
        self.functions.push(FunctionScope { blocks: vec![HashMap::new()], ..FunctionScope::default() });
    }

    pub(super) fn close_function(&mut self) -> FunctionScope {
        self.functions.pop().unwrap_or_default()
    }

    pub(super) fn open_block(&mut self) {
        if let Some(function) = self.functions.last_mut() {
            function.blocks.push(HashMap::new());
        }
    }

    pub(super) fn close_block(&mut self) {
        if let Some(function) = self.functions.last_mut() {
            function.blocks.pop();
        }
    }

    /// Defines a variable in the current block; `None` if the block has it already.
    pub(super) fn define(&mut self, name: &str) -> Option<Place> {
        let is_global = self.functions.len() == 1;
        let function = self.functions.last_mut()?;
        let block = function.blocks.last_mut()?;
        if block.contains_key(name) {
            return None;
        }
        let slot = function.slots;
        function.slots += 1;
        block.insert(name.to_owned(), slot);
        Some(if is_global { Place::Global(slot) } else { Place::Local(slot) })
    }

    /// The variable that a name refers to. Functions on the way to it capture it.
    pub(super) fn resolve(&mut self, name: &str) -> Option<Place> {
        self.resolve_in(name, self.functions.len().checked_sub(1)?)
    }

    fn resolve_in(&mut self, name: &str, depth: usize) -> Option<Place> {
        let function = &self.functions[depth];
        if let Some(slot) = function.blocks.iter().rev().find_map(|block| block.get(name)) {
            return Some(if depth == 0 { Place::Global(*slot) } else { Place::Local(*slot) });
        }
        if let Some(index) = function.captured.get(name) {
            return Some(Place::Captured(*index));
        }
        let outer = self.resolve_in(name, depth.checked_sub(1)?)?;
        if matches!(outer, Place::Global(_)) {
            return Some(outer);
        }
        let function = &mut self.functions[depth];
        let index = function.captures.len();
        function.captures.push(outer);
        function.captured.insert(name.to_owned(), index);
        Some(Place::Captured(index))
    }

    /// The number of global variables, and those outside of all blocks by name.
    pub(super) fn globals(mut self) -> (usize, Vec<(String, usize)>) {
        let Some(script) = self.functions.first_mut() else { return (0, Vec::new()) };
        let mut names: Vec<(String, usize)> = script.blocks.drain(..).take(1).flatten().collect();
        names.sort();
        (script.slots, names)
    }
}
