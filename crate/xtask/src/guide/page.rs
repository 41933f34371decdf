//! A guide as a page of HTML: the languages, the contents, then each section with the name that links lead to.
//! No script, no style of its own.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd, html};

use super::LANGUAGES;
use super::outline::{Block, Guide, Section, plain};
use crate::manifest::PAGES_MAY_ASK;

/// What is around the guide.
pub(super) struct Frame {
    /// The folder of its messages.
    pub(super) language: String,
    pub(super) product: String,
    /// What the links to the other languages are called together.
    pub(super) languages: String,
    pub(super) contents: String,
    pub(super) skip: String,
}

/// Width and height of the pictures that there are.
pub(super) type Pictures = BTreeMap<String, (usize, usize)>;

/// The page.
pub(super) fn html(guide: &Guide<'_>, frame: &Frame, pictures: &Pictures) -> String {
    let Frame {
        language,
        product,
        contents,
        skip,
        ..
    } = frame;
    let (tag, title) = (language.replace('_', "-"), escaped(&guide.title));
    let languages = languages(frame);
    let list = contents_of(&guide.sections);
    let intro = blocks(&guide.intro, pictures);
    let sections: String = guide
        .sections
        .iter()
        .map(|one| section(one, pictures))
        .collect();
    format!(
        r##"<!doctype html>
<html lang="{tag}" data-page="help">
  <head>
    <meta charset="utf-8" />
    {PAGES_MAY_ASK}
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{title}</title>
    <link rel="stylesheet" href="help.css" />
  </head>
  <body>
    <a class="skip" href="#guide">{skip}</a>
    <header>
      <p class="product"><img src="../icons/icon-32.png" alt="" width="20" height="20" /> {product}</p>
      {languages}
    </header>
    <nav class="contents" aria-label="{contents}">
      <p class="quiet" aria-hidden="true">{contents}</p>
      {list}
    </nav>
    <main id="guide">
      <h1>{title}</h1>
      {intro}{sections}
    </main>
  </body>
</html>
"##
    )
}

/// Links to the guide in each language; the one that is read is marked.
fn languages(frame: &Frame) -> String {
    let links = LANGUAGES.map(|(folder, name)| {
        let current = if folder == frame.language {
            " aria-current=\"page\""
        } else {
            ""
        };
        let tag = folder.replace('_', "-");
        format!("<a href=\"{folder}.html\" lang=\"{tag}\" hreflang=\"{tag}\"{current}>{name}</a>")
    });
    let (label, links) = (&frame.languages, links.join(" "));
    format!("<nav class=\"languages\" aria-label=\"{label}\">{links}</nav>")
}

/// The contents: the chapters, each with its sections.
fn contents_of(sections: &[Section<'_>]) -> String {
    let chapters = sections.chunk_by(|_, next| !next.is_chapter);
    let items = chapters.filter_map(|chapter| {
        let (first, rest) = chapter.split_first()?;
        let below = rest
            .iter()
            .map(|section| format!("<li>{}</li>", entry(section)));
        let below = below.reduce(|all, next| all + &next);
        let below = below.map_or_else(String::new, |list| format!("<ul>{list}</ul>"));
        Some(format!("<li>{}{below}</li>", entry(first)))
    });
    format!("<ul>{}</ul>", items.collect::<String>())
}

fn entry(section: &Section<'_>) -> String {
    let words = escaped(&plain(&section.heading));
    format!("<a href=\"#{}\">{words}</a>", section.id)
}

fn section(section: &Section<'_>, pictures: &Pictures) -> String {
    let level = if section.is_chapter { "h2" } else { "h3" };
    let (id, heading) = (&section.id, events(&section.heading));
    let blocks = blocks(&section.blocks, pictures);
    format!("<section id=\"{id}\"><{level}>{heading}</{level}>\n{blocks}</section>\n")
}

fn blocks(all: &[Block<'_>], pictures: &Pictures) -> String {
    let blocks = all.iter().map(|block| match block {
        Block::Words(words) => events(words),
        Block::Picture { file, alt } => {
            let size = pictures.get(file);
            size.map_or_else(String::new, |&size| picture(file, alt, size))
        }
    });
    blocks.collect()
}

fn picture(file: &str, alt: &str, (width, height): (usize, usize)) -> String {
    let (file, alt) = (escaped(file), escaped(alt));
    format!(
        "<p class=\"picture\"><img loading=\"lazy\" src=\"{file}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\" /></p>\n"
    )
}

fn events(all: &[Event<'_>]) -> String {
    let mut written = String::new();
    html::push_html(&mut written, all.iter().cloned().map(with_own_links));
    written
}

/// A link to the web opens beside the guide, and the page it leads to does not learn from where.
fn with_own_links(event: Event<'_>) -> Event<'_> {
    match event {
        Event::Start(Tag::Link { dest_url, .. }) => {
            let outside = if dest_url.starts_with('#') {
                ""
            } else {
                " rel=\"noreferrer\" target=\"_blank\""
            };
            let link = format!("<a href=\"{}\"{outside}>", escaped(&dest_url));
            Event::InlineHtml(link.into())
        }
        Event::End(TagEnd::Link) => Event::InlineHtml("</a>".into()),
        event => event,
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::outline;
    use super::*;

    const MARKDOWN: &str = "# A & B\n\nSee [one](#one) and [the web](https://example.com/?a=1&b=2).\n\n<a id=\"one\"></a>\n\n## One\n\n![Say \"a\"](pictures/en/a.webp)\n";

    fn made(pictures: &Pictures) -> String {
        let frame = Frame {
            language: "pt_BR".to_owned(),
            product: "Linkglance".to_owned(),
            languages: "Idioma".to_owned(),
            contents: "Conteúdo".to_owned(),
            skip: "Ir".to_owned(),
        };
        html(&outline::read(MARKDOWN).unwrap(), &frame, pictures)
    }

    #[test]
    fn a_page_has_its_language_its_contents_and_its_sections() {
        let page = made(&Pictures::new());
        for part in [
            "<html lang=\"pt-BR\"",
            "<title>A &amp; B</title>",
            "<a href=\"pt_BR.html\" lang=\"pt-BR\" hreflang=\"pt-BR\" aria-current=\"page\">",
            "<li><a href=\"#one\">One</a></li>",
            "<section id=\"one\"><h2>One</h2>",
            "<a href=\"#one\">one</a>",
            "<a href=\"https://example.com/?a=1&amp;b=2\" rel=\"noreferrer\" target=\"_blank\">the web</a>",
        ] {
            assert!(page.contains(part), "{part}\n{page}");
        }
    }

    #[test]
    fn a_picture_that_was_not_taken_leaves_nothing() {
        let file = "pictures/en/a.webp";
        let without = made(&Pictures::new());
        assert!(!without.contains("class=\"picture\"") && !without.contains(file));
        let with = made(&Pictures::from([(file.to_owned(), (8, 5))]));
        let picture =
            "src=\"pictures/en/a.webp\" alt=\"Say &quot;a&quot;\" width=\"8\" height=\"5\"";
        assert!(with.contains(picture), "{with}");
    }
}
