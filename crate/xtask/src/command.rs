//! Running other programs, and finding them.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Context, Error, Result};
use crate::paths;

/// A command for the cargo that runs this task, in the repository's root.
pub(crate) fn cargo() -> Command {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(paths::root());
    command
}

/// Runs a command to its end, its output going to the terminal.
pub(crate) fn run(command: &mut Command) -> Result {
    let status = command
        .status()
        .context(|| format!("cannot run {}", line(command)))?;
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("{} failed ({status})", line(command))))
}

/// Runs a command to its end, its output going to the terminal, and says how it ended.
pub(crate) fn exit_code(command: &mut Command) -> Result<i32> {
    let status = command
        .status()
        .context(|| format!("cannot run {}", line(command)))?;
    let ended = || Error::new(format!("{} was ended ({status})", line(command)));
    status.code().ok_or_else(ended)
}

/// Runs a command that may hang, and ends it after `limit`.
pub(crate) fn run_within(limit: Duration, command: &mut Command) -> Result {
    command.stdin(Stdio::null());
    let mut child = command
        .spawn()
        .context(|| format!("cannot run {}", line(command)))?;
    let started = Instant::now();
    loop {
        let status = child
            .try_wait()
            .context(|| format!("cannot wait for {}", line(command)))?;
        match status {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(Error::new(format!("{} failed ({status})", line(command)))),
            None if started.elapsed() > limit => {
                child
                    .kill()
                    .and_then(|()| child.wait())
                    .context(|| format!("cannot end {}", line(command)))?;
                let seconds = limit.as_secs();
                return Err(Error::new(format!(
                    "{} did not end within {seconds} s",
                    line(command)
                )));
            }
            None => thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// What a command prints, if it runs and succeeds.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The first of these programs that is on `PATH`.
pub(crate) fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    programs.iter().find_map(|program| {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        folders
            .iter()
            .map(|folder| folder.join(&name))
            .find(|file| is_program(file))
    })
}

fn is_program(file: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.metadata()
            .is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0)
    }
    #[cfg(not(unix))]
    {
        file.is_file()
    }
}

/// The command as one would type it, for messages.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_stem()
        .unwrap_or_default();
    let mut line = program.to_string_lossy().into_owned();
    for word in command.get_args().take(6) {
        line.push(' ');
        line.push_str(&word.to_string_lossy());
    }
    if command.get_args().count() > 6 {
        line.push_str(" …");
    }
    line
}
