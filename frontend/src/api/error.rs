//! What can go wrong with a call.

use magnetiq_shared::{FieldError, Problem, ProblemType};

/// The answer of a call, or why there is none.
pub type ApiResult<T> = Result<T, ApiError>;

/// Why a call gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum ApiError {
    /// The server answered with a problem document.
    Problem(Problem),
    /// No answer came: offline, the server is down, or the request was aborted.
    Network,
    /// An answer came that is not what was agreed, from a proxy for instance; its HTTP status.
    Unreadable(u16),
}

impl ApiError {
    /// The problem's type, where the server named one that this side knows.
    pub fn kind(&self) -> Option<ProblemType> {
        match self {
            ApiError::Problem(problem) => problem.problem_type(),
            ApiError::Network | ApiError::Unreadable(_) => None,
        }
    }

    /// Whether it is a problem of this type.
    pub fn is(&self, kind: ProblemType) -> bool {
        self.kind() == Some(kind)
    }

    /// The errors of single fields; empty where there are none.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            ApiError::Problem(problem) => &problem.errors,
            ApiError::Network | ApiError::Unreadable(_) => &[],
        }
    }

    /// The HTTP status; `None` where no answer came.
    pub fn status(&self) -> Option<u16> {
        match self {
            ApiError::Problem(problem) => Some(problem.status),
            ApiError::Unreadable(status) => Some(*status),
            ApiError::Network => None,
        }
    }

    /// Whether the same call may succeed in a moment: nothing that the person did is wrong.
    pub fn is_passing(&self) -> bool {
        matches!(self.status(), None | Some(429 | 500..=599))
    }
}
