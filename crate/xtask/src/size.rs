//! `cargo xtask size`: how large the shipped wasm is, and how much of it each dependency takes.
//!
//! Code is attributed by the names of its functions: a function belongs to the first dependency in its
//! name, so that `drop_in_place::<Report>` is the core's. Data has no names: it belongs to the
//! dependency whose code is the first to use an address at or before it, which is right for tables
//! and rough for short texts, which many share.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::result::Result as StdResult;

use flate2::Compression;
use flate2::write::GzEncoder;
use rustc_demangle::demangle;
use wasmparser::{
    BinaryReaderError, Data, DataKind, FunctionBody, KnownCustom, Name, NameSectionReader,
    Operator, Parser, Payload, TypeRef,
};

use crate::error::{Context, Error, Result};
use crate::{command, need, wasm};

/// Whose all the rest is.
const STANDARD: &str = "(standard library and glue)";

/// Dependencies by the names they have in code, each with its version.
type Dependencies = BTreeMap<String, String>;

/// The bytes of one crate.
#[derive(Default)]
struct Share {
    code: Vec<u8>,
    data: Vec<u8>,
}

/// Builds, and prints the sizes.
pub(crate) fn run() -> Result {
    let toolchain = need::wasm_toolchain()?;
    for module in &wasm::SHIPPED {
        let dependencies = dependencies(module)?;
        let named = wasm::build_named(toolchain, module)?;
        let shares = shares(&named, &dependencies)
            .map_err(|error| error.to_string())
            .context(|| "cannot read the wasm".to_owned())?;
        println!("{}", module.file());
        print_shares(&shares, &dependencies)?;
    }
    print(&wasm::build(toolchain)?)
}

/// One line per shipped module among the generated files: its size.
pub(crate) fn print(generated: &Path) -> Result {
    for module in &wasm::SHIPPED {
        let file = generated.join(module.file());
        let bytes = fs::read(&file).context(|| format!("cannot read {}", file.display()))?;
        println!(
            "{}: {} KB, {} KB gzipped",
            module.file(),
            bytes.len().div_ceil(1000),
            gzipped(&bytes)?.div_ceil(1000)
        );
    }
    Ok(())
}

fn gzipped(bytes: &[u8]) -> Result<usize> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let packed = gzip
        .write_all(bytes)
        .and_then(|()| gzip.finish())
        .context(|| "cannot gzip the wasm".to_owned())?;
    Ok(packed.len())
}

/// Every dependency that is linked into a module, by cargo's own account.
fn dependencies(module: &wasm::Module) -> Result<Dependencies> {
    let mut tree = command::cargo();
    tree.args([
        "tree",
        "--package",
        module.package,
        "--target",
        need::TARGET,
    ])
    .args(["--edges", "normal,no-proc-macro", "--prefix", "none"])
    .args(["--format", "{p}"]);
    let tree = command::output(&mut tree)
        .ok_or_else(|| Error::new("cargo tree cannot list the dependencies"))?;
    let named = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?.replace('-', "_"), words.next()?.to_owned()))
    });
    Ok(named.collect())
}

fn print_shares(shares: &BTreeMap<&str, Share>, dependencies: &Dependencies) -> Result {
    println!("{:>8} {:>8} {:>8}", "code", "data", "gzipped");
    let mut rows: Vec<(&str, &Share)> = shares.iter().map(|(name, share)| (*name, share)).collect();
    rows.sort_by_key(|(_, share)| Reverse(share.code.len() + share.data.len()));
    for (name, share) in rows {
        println!(
            "{:>8} {:>8} {:>8}  {name} {}",
            share.code.len(),
            share.data.len(),
            gzipped(&[share.code.as_slice(), &share.data].concat())?,
            dependencies.get(name).map_or("", String::as_str)
        );
    }
    let without: Vec<&str> = dependencies
        .keys()
        .map(String::as_str)
        .filter(|name| !shares.contains_key(name))
        .collect();
    println!("without code of their own: {}", without.join(", "));
    Ok(())
}

/// What each dependency takes of a wasm file with names.
fn shares<'a>(
    wasm: &[u8],
    dependencies: &'a Dependencies,
) -> StdResult<BTreeMap<&'a str, Share>, BinaryReaderError> {
    let module = Module::read(wasm)?;
    let mut shares = BTreeMap::<&str, Share>::new();
    let mut users = BTreeMap::<usize, &str>::new();
    for (index, body) in (module.imported..).zip(&module.bodies) {
        let name = module.names.get(&index).copied().unwrap_or("");
        let owner = owner(name, dependencies);
        let bytes = wasm.get(body.range()).unwrap_or_default();
        shares.entry(owner).or_default().code.extend(bytes);
        for address in addresses(body)? {
            users.entry(address).or_insert(owner);
        }
    }
    for &(start, bytes) in &module.data {
        let end = start + bytes.len();
        let mut parts: BTreeMap<usize, &str> = BTreeMap::from([(start, STANDARD)]);
        parts.extend(users.range(start..end));
        let ends = parts.keys().skip(1).copied().chain([end]);
        for ((&from, &owner), to) in parts.iter().zip(ends) {
            let part = bytes.get(from - start..to - start).unwrap_or_default();
            shares.entry(owner).or_default().data.extend(part);
        }
    }
    Ok(shares)
}

/// The first dependency in a function's name.
fn owner<'a>(name: &str, dependencies: &'a Dependencies) -> &'a str {
    let name = format!("{:#}", demangle(name));
    // A crate comes before `::` and not after it.
    let paths = name.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == ':'));
    paths
        .filter_map(|path| path.split_once("::"))
        .find_map(|(first, _)| dependencies.get_key_value(first))
        .map_or(STANDARD, |(name, _)| name)
}

/// The parts of a wasm file that take room.
#[derive(Default)]
struct Module<'a> {
    names: BTreeMap<u32, &'a str>,
    imported: u32,
    bodies: Vec<FunctionBody<'a>>,
    /// Where each segment is in memory, and its bytes.
    data: Vec<(usize, &'a [u8])>,
}

impl<'a> Module<'a> {
    fn read(wasm: &'a [u8]) -> StdResult<Self, BinaryReaderError> {
        let mut module = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => module.bodies.push(body),
                Payload::DataSection(segments) => {
                    for segment in segments {
                        module.add_data(&segment?)?;
                    }
                }
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(names) = section.as_known() {
                        module.add_names(names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(module)
    }

    fn add_data(&mut self, segment: &Data<'a>) -> StdResult<(), BinaryReaderError> {
        if let DataKind::Active { offset_expr, .. } = &segment.kind
            && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
            && let Ok(start) = usize::try_from(value)
        {
            self.data.push((start, segment.data));
        }
        Ok(())
    }

    fn add_names(&mut self, names: NameSectionReader<'a>) -> StdResult<(), BinaryReaderError> {
        for part in names {
            if let Name::Function(functions) = part? {
                for function in functions {
                    let function = function?;
                    self.names.insert(function.index, function.name);
                }
            }
        }
        Ok(())
    }
}

/// The constants of a function that may be addresses.
fn addresses(body: &FunctionBody<'_>) -> StdResult<Vec<usize>, BinaryReaderError> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::I32Const { value } = operator?
            && let Ok(address) = usize::try_from(value)
        {
            found.push(address);
        }
    }
    Ok(found)
}
