//! Intel's hyperscan, from Debian: all patterns in one database.

use std::ffi::{CStr, CString, c_char, c_int, c_uint, c_ulonglong, c_void};
use std::ptr::{null, null_mut};

use super::{Answer, Pattern, fold};

const DOTALL: c_uint = 2;
const SINGLE_MATCH: c_uint = 8;
const BLOCK: c_uint = 1;

#[repr(C)]
struct CompileError {
    message: *mut c_char,
    // More follows that nothing here asks for; hyperscan alone makes and frees it.
}

type Told = extern "C" fn(c_uint, c_ulonglong, c_ulonglong, c_uint, *mut c_void) -> c_int;

unsafe extern "C" {
    fn hs_compile_multi(
        expressions: *const *const c_char,
        flags: *const c_uint,
        ids: *const c_uint,
        elements: c_uint,
        mode: c_uint,
        platform: *const c_void,
        database: *mut *mut c_void,
        error: *mut *mut CompileError,
    ) -> c_int;
    fn hs_free_compile_error(error: *mut CompileError) -> c_int;
    fn hs_alloc_scratch(database: *const c_void, scratch: *mut *mut c_void) -> c_int;
    fn hs_scan(
        database: *const c_void,
        data: *const c_char,
        length: c_uint,
        flags: c_uint,
        scratch: *mut c_void,
        told: Told,
        context: *mut c_void,
    ) -> c_int;
}

/// The patterns hyperscan does not refuse as too large, each tried alone.
pub fn taken(patterns: Vec<Pattern>) -> Vec<Pattern> {
    patterns.into_iter().filter(|pattern| compile(std::slice::from_ref(pattern)).is_ok()).collect()
}

/// All patterns in one database.
pub fn open(patterns: &[Pattern]) -> Result<Answer, String> {
    let database = compile(patterns)?;
    let mut scratch = null_mut();
    // SAFETY: the database is whole, and never freed.
    if unsafe { hs_alloc_scratch(database, &raw mut scratch) } != 0 {
        return Err("hyperscan could not get its working memory".to_owned());
    }
    let mut folded = Vec::new();
    let answer = move |text: &str| {
        fold(text, &mut folded);
        let mut hold = 0usize;
        let context = (&raw mut hold).cast();
        // SAFETY: database and scratch belong to each other; `hold` outlives the call.
        unsafe { hs_scan(database, folded.as_ptr().cast(), folded.len() as c_uint, 0, scratch, told, context) };
        hold
    };
    Ok(Box::new(answer))
}

extern "C" fn told(_: c_uint, _: c_ulonglong, _: c_ulonglong, _: c_uint, context: *mut c_void) -> c_int {
    // SAFETY: the context is the counter of the scan that is under way.
    unsafe { *context.cast::<usize>() += 1 };
    0
}

fn compile(patterns: &[Pattern]) -> Result<*mut c_void, String> {
    let sources = patterns.iter().map(|pattern| CString::new(pattern.source.as_str()));
    let expressions: Vec<CString> = sources.collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    let pointers: Vec<*const c_char> = expressions.iter().map(|e| e.as_ptr()).collect();
    let flags = vec![DOTALL | SINGLE_MATCH; expressions.len()];
    let ids: Vec<c_uint> = (0..expressions.len() as c_uint).collect();
    let (mut database, mut error) = (null_mut(), null_mut::<CompileError>());
    // SAFETY: all three lists have as many elements as is said.
    unsafe {
        let count = expressions.len() as c_uint;
        let (database_at, error_at) = (&raw mut database, &raw mut error);
        let failed = hs_compile_multi(
            pointers.as_ptr(),
            flags.as_ptr(),
            ids.as_ptr(),
            count,
            BLOCK,
            null(),
            database_at,
            error_at,
        );
        if failed == 0 {
            return Ok(database);
        }
        let why = CStr::from_ptr((*error).message).to_string_lossy().into_owned();
        hs_free_compile_error(error);
        Err(why)
    }
}
