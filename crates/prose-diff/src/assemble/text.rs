//! Bodies of rows with words.

use super::change_log::{ChangeLog, Location};
use super::elsewhere::{Elsewhere, Parts};
use super::runs::{RunContext, RunWriter};
use super::side::TextSide;
use crate::flatten::{Version, joined};
use crate::model::{Body, Fallback, Run};
use crate::text::{Interner, JoinedText, Text};
use crate::words::Op;

/// Writer of the bodies of rows.
pub(super) struct BodyWriter<'a> {
    pub(super) before: &'a Version<'a>,
    pub(super) after: &'a Version<'a>,
    pub(super) interner: &'a mut Interner,
    pub(super) log: ChangeLog<'a>,
    pub(super) fallbacks: &'a mut Vec<Fallback>,
    pub(super) elsewhere: Elsewhere,
}

impl<'a> BodyWriter<'a> {
    /// The runs of whole blocks.
    pub(super) fn text(
        &mut self,
        location: &Location,
        ops: &[Op],
        context: RunContext,
        changes: &mut Vec<usize>,
    ) -> Body {
        let a = joined(&self.before.leaves[location.before.clone()]);
        let b = joined(&self.after.leaves[location.after.clone()]);
        let sides = self.sides(location, (&a, &b), false);
        let elsewhere = self.elsewhere.parts(location, &mut self.log);
        let (runs, mut recorded) = self.runs(location, sides, (ops, elsewhere), context);
        changes.append(&mut recorded);
        Body::Text { runs }
    }

    /// The runs of a cell or a line of code in the block at `location`, and the ids of their changes.
    pub(super) fn part(
        &mut self,
        location: &Location,
        (before, after): (&Text, &Text),
        ops: Option<&[Op]>,
        context: RunContext,
    ) -> (Vec<Run>, Vec<usize>) {
        let (a, b) = (JoinedText::new(vec![before]), JoinedText::new(vec![after]));
        let replaced = [Op::replace_all(a.tokens.len(), b.tokens.len())];
        let sides = self.sides(location, (&a, &b), true);
        self.runs(location, sides, (ops.unwrap_or(&replaced), Default::default()), context)
    }

    fn sides<'t>(
        &self,
        location: &Location,
        (a, b): (&'t JoinedText<'t>, &'t JoinedText<'t>),
        one_block: bool,
    ) -> (TextSide<'t>, TextSide<'t>)
    where
        'a: 't,
    {
        (
            TextSide { version: self.before, joined: a, block: location.before.start, one_block },
            TextSide { version: self.after, joined: b, block: location.after.start, one_block },
        )
    }

    fn runs(
        &mut self,
        location: &Location,
        sides: (TextSide<'_>, TextSide<'_>),
        (ops, elsewhere): (&[Op], [Parts; 2]),
        context: RunContext,
    ) -> (Vec<Run>, Vec<usize>) {
        let mut writer = RunWriter::new(&mut self.log, self.interner, location, sides, context);
        writer.elsewhere = elsewhere;
        writer.write(ops);
        (writer.runs, writer.changes)
    }
}
