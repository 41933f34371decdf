//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use linkglance_core::page::Day;

/// Which links of a page point where, how, and from what place on the page.
#[derive(Debug, Parser)]
#[command(name = "linkglance", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Inspect one page: its outbound links and which of them point to your site
    Inspect(Inspect),
    /// Check one page against what was agreed about it; exit code 0 if it was kept, 1 if it was
    /// broken or can't be determined
    Check(Check),
    /// Look again at a page's links to your site: what is known of each by an earlier report and what
    /// came this time; exit code 0 if all are there, 1 if not
    Watch(Watch),
    /// Look through archives: one row for each backlink and each mention on many pages
    Scan(Scan),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Inspect {
    #[command(flatten)]
    pub(crate) source: Source,
    /// How to write the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) source: Source,
    /// The agreement (JSON), or a list of them (JSON or CSV) of which the one about this page is
    /// taken
    #[arg(long)]
    pub(crate) agreement: PathBuf,
    /// How to write the check
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Watch {
    /// The earlier report of the page, as `inspect --format json` writes it
    #[arg(long)]
    pub(crate) before: PathBuf,
    /// What came when the page was asked for again; - reads standard input
    #[arg(long)]
    pub(crate) after: PathBuf,
    /// The address that was asked for
    #[arg(long)]
    pub(crate) url: String,
    /// The HTTP status it came with
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u16).range(100..=999))]
    pub(crate) status: u16,
    /// The address it came from in the end, where it was redirected
    #[arg(long)]
    pub(crate) final_url: Option<String>,
    /// A response header it came with, as 'Name: value'; may be given several times
    #[arg(long)]
    pub(crate) header: Vec<String>,
    /// How to write what is known
    #[arg(long, value_enum, default_value_t = WatchFormat::Text)]
    pub(crate) format: WatchFormat,
}

#[derive(Debug, ClapArgs)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(crate) struct Scan {
    /// WARC files (plain, gzip or Zstandard), folders of HTML files, lists of pages (NDJSON of url,
    /// html and headers); - reads standard input
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// How to write the rows
    #[arg(long, value_enum, default_value_t = RowFormat::Ndjson)]
    pub(crate) format: RowFormat,
    /// The file to write them to, instead of standard output
    #[arg(long)]
    pub(crate) output: Option<PathBuf>,
    /// A row for every outbound link, too
    #[arg(long)]
    pub(crate) all_links: bool,
    /// A row for each page that is not all in the archive, where nothing was found in what is
    #[arg(long)]
    pub(crate) unknown: bool,
    /// The address that HTML files are below, as they are below their folder
    #[arg(long)]
    pub(crate) url_base: Option<String>,
    /// What the pages were found in, for the rows' column `source`; by default the crawl that the path
    /// or the archive names, else the file's name
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Inspect every page, also those in which a first look finds nothing that could be a row
    #[arg(long)]
    pub(crate) no_first_look: bool,
    /// How many pages are inspected at once; by default as many as there are cores
    #[arg(long)]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Report progress on standard error, also where that is no terminal
    #[arg(long)]
    pub(crate) progress: bool,
}

/// Whose links are looked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct Whose {
    /// A site profile (JSON); may be given several times
    #[arg(long, conflicts_with = "domain")]
    pub(crate) site: Vec<PathBuf>,
    /// Your site's domain, instead of a profile; may be given several times
    #[arg(long)]
    pub(crate) domain: Vec<String>,
    /// Your site's name; proposed from the domain if left out
    #[arg(long, requires = "domain")]
    pub(crate) name: Option<String>,
    /// Another name it goes by; may be given several times
    #[arg(long, requires = "domain")]
    pub(crate) alias: Vec<String>,
}

/// A page, and whose links are looked for.
#[derive(Debug, ClapArgs)]
pub(crate) struct Source {
    /// The page's HTML; - reads standard input
    pub(crate) file: PathBuf,
    /// The page's address
    #[arg(long)]
    pub(crate) url: String,
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// Today's date, as YYYY-MM-DD: what the page says of a day (`unavailable_after`) is judged by it
    #[arg(long)]
    pub(crate) today: Option<Day>,
    /// A response header the page came with, as 'Name: value'; may be given several times
    #[arg(long)]
    pub(crate) header: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// The whole report
    Json,
    /// Backlinks, mentions and outbound links for a spreadsheet
    Csv,
    /// For a ticket or a message
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people
    Text,
    /// The whole check
    Json,
    /// For a ticket or a message
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum WatchFormat {
    /// For people
    Text,
    /// The state of each link
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum RowFormat {
    /// One JSON object per line
    Ndjson,
    /// For a spreadsheet
    Csv,
    /// For Spark, notebooks and databases
    Parquet,
}
