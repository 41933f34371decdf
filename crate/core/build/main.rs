//! What is made at build time from data in other files.

mod english;
mod suffix_list;

use std::env;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    suffix_list::write(&out)?;
    english::write(&out)
}
