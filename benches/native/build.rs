//! Links hyperscan, if it was asked for.

fn main() {
    if std::env::var_os("CARGO_FEATURE_HYPERSCAN").is_some() {
        println!("cargo::rustc-link-lib=hs");
    }
}
