//! One script a page: what its first script imports, joined into that by esbuild, without comments and white
//! space. The browser asks for each file of an extension by itself, and reads all of it before it starts any:
//! a click to the verdict is some 20 ms shorter for it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::command;
use crate::error::{Context, Result};
use crate::need;
use crate::paths;

/// How the names of the scripts start that pages begin with.
const FIRST: &str = "start_";

/// A script that a page asks for by itself, before all others.
const APART: [&str; 1] = ["./ask.js"];

/// Joins by the options that are the first word, and writes which files it has joined into the second. (The tool's
/// own command is a script or a program, as it was installed.)
const JOIN: &str = "const [, options, list] = process.argv; \
                    const { metafile } = require('esbuild').buildSync(JSON.parse(options)); \
                    require('fs').writeFileSync(list, JSON.stringify(Object.keys(metafile.inputs)));";

/// Gives each page in a folder its one script, and removes those it is made of.
pub(crate) fn ship(folder: &Path) -> Result {
    need::packages()?;
    let files = paths::files(folder)?;
    let names = files.iter().filter_map(|file| file.file_name()?.to_str());
    let first: BTreeSet<&str> = names.filter(|name| name.starts_with(FIRST)).collect();
    for script in join(folder, &first)? {
        if !first.contains(script.as_str()) {
            let file = folder.join(script);
            fs::remove_file(&file).context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

/// Joins each script with what it imports, in place. Gives the names of all of them, their own too.
fn join(folder: &Path, first: &BTreeSet<&str>) -> Result<Vec<String>> {
    let options = json!({
        "absWorkingDir": folder,
        "entryPoints": first,
        "outdir": ".",
        "allowOverwrite": true,
        "bundle": true,
        "external": APART,
        "format": "esm",
        "metafile": true,
        "minifySyntax": true,
        "minifyWhitespace": true,
        "target": "esnext",
        "charset": "utf8",
    });
    let list = paths::target().join("joined.json");
    let mut tool = Command::new(need::node()?);
    tool.args(["--eval", JOIN, &options.to_string()]).arg(&list);
    command::run(tool.current_dir(paths::tests()))?;
    let reading = || format!("cannot read {}", list.display());
    let names = fs::read_to_string(&list).context(reading)?;
    serde_json::from_str(&names).context(reading)
}
