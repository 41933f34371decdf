//! Draws the icons from their one source, `extension/icons/icon.svg`.

use std::fs;
use std::path::Path;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::error::{Context, Error, Result};

/// Toolbar, toolbar at double density, list of extensions, store.
const SIZES: [u16; 4] = [16, 32, 48, 128];

/// Writes `icon-16.png` and the other sizes beside the source in `folder`.
pub(crate) fn draw(folder: &Path) -> Result {
    let source = folder.join("icon.svg");
    let svg =
        fs::read_to_string(&source).context(|| format!("cannot read {}", source.display()))?;
    let tree = Tree::from_str(&svg, &Options::default())
        .context(|| format!("cannot draw {}", source.display()))?;
    for size in SIZES {
        let file = folder.join(format!("icon-{size}.png"));
        fs::write(&file, png(&tree, size)?)
            .context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(())
}

fn png(tree: &Tree, size: u16) -> Result<Vec<u8>> {
    let mut pixels =
        Pixmap::new(size.into(), size.into()).ok_or_else(|| Error::new("an icon has no size"))?;
    let scale = f32::from(size) / tree.size().width().max(tree.size().height());
    resvg::render(
        tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels
        .encode_png()
        .context(|| "cannot write an icon as PNG".to_owned())
}
