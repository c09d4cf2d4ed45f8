//! Rules written as YAML, in the format of Vale.

mod block;
pub(crate) mod expression;
mod html;
