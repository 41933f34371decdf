//! One request: without cookies, without a referrer, past the cache, within a time and a size.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::{Method, RequestBuilder, Response as Came};
use gloo_timers::callback::Timeout;
use js_sys::{Reflect, global};
use linkglance_core::site::{NotASitemap, SitemapEntry};
use linkglance_core::url::Url;
use linkglance_core::watch::{Answer, Ending, Fault, ROBOTS_BYTES, Response, is_public};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect, ResponseType, TextDecoder,
};

use crate::body::{Piece, piece};
use crate::{charset, sitemap};

/// How long a request may take, its body included, in milliseconds. Chrome ends a worker in which an
/// answer takes over 30 seconds.
const TIME_LIMIT: u32 = 20_000;

/// How much of a page is read that a link leads to: enough for its title and first words.
const TARGET_BYTES: usize = 256 * 1024;

/// How much of a page is read whose own links matter: what an inspection takes.
const PAGE_BYTES: usize = 8 * 1024 * 1024;

/// What browsers say they take when a person follows a link.
const ACCEPT: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// What a link leads to.
    Target,
    /// A page whose own links matter.
    Page,
    /// A host's robots.txt.
    Robots,
    /// A sitemap.
    Sitemap,
}

/// What came.
pub(crate) enum Got {
    /// An answer, or none.
    Response(Response),
    /// A redirect that was not followed; browsers do not say where to.
    Redirect,
    /// A sitemap: the answer without its body, which was read as it came.
    Sitemap(Answer, Result<Vec<SitemapEntry>, NotASitemap>),
}

/// Whether a redirect is followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Redirects {
    /// By the browser.
    Follow,
    /// Nothing is asked of the address it redirects to.
    Stop,
}

/// Asks for an address, which must be one of the public web.
pub(crate) async fn ask(url: &str, what: What, redirects: Redirects) -> Got {
    let nothing = |fault| Got::Response(Response::Nothing(fault));
    let Ok(controller) = AbortController::new() else {
        return nothing(Fault::Network);
    };
    let late = Rc::new(Cell::new(false));
    let limit = {
        let (controller, late) = (controller.clone(), Rc::clone(&late));
        Timeout::new(TIME_LIMIT, move || {
            late.set(true);
            controller.abort();
        })
    };
    let redirect = match redirects {
        Redirects::Stop => RequestRedirect::Manual,
        Redirects::Follow => RequestRedirect::Follow,
    };
    let request = RequestBuilder::new(url)
        .method(Method::GET)
        .header("Accept", ACCEPT)
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(redirect)
        .abort_signal(Some(&controller.signal()));
    let got = match request.send().await {
        Ok(came) if came.type_() == ResponseType::Opaqueredirect => Got::Redirect,
        Ok(came) if !is_public_address(&came.url()) => {
            controller.abort();
            nothing(Fault::Elsewhere)
        }
        Ok(came) if what == What::Sitemap && came.ok() => {
            let (named, ending) = sitemap::read(&came).await;
            let ending = ended(ending, late.get());
            Got::Sitemap(
                Answer {
                    ending,
                    ..head(&came)
                },
                named,
            )
        }
        Ok(came) => {
            let answer = answer(&came, what).await;
            match ended(answer.ending, late.get()) {
                // Half of the rules are none: what is missing may forbid.
                Ending::Cut if what == What::Robots && late.get() => nothing(Fault::TimedOut),
                ending => Got::Response(Response::Answer(Answer { ending, ..answer })),
            }
        }
        Err(_) if late.get() => nothing(Fault::TimedOut),
        Err(_) => nothing(Fault::Network),
    };
    // Not before the body has been read.
    drop(limit);
    got
}

/// How a body ended: what breaks because our time is over was cut by us.
fn ended(ending: Ending, late: bool) -> Ending {
    match ending {
        Ending::Broken if late => Ending::Cut,
        ending => ending,
    }
}

/// Whether the browser has a connection at all.
pub(crate) fn is_online() -> bool {
    let navigator = Reflect::get(&global(), &"navigator".into()).unwrap_or_default();
    let online = Reflect::get(&navigator, &"onLine".into()).unwrap_or_default();
    // What does not say so is taken for connected.
    !online.is_falsy() || online.is_undefined()
}

fn is_public_address(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| is_public(&url, true).is_ok())
}

/// An answer without its body.
fn head(came: &Came) -> Answer {
    Answer {
        status: came.status(),
        headers: came.headers().entries().collect(),
        url: came.url(),
        ..Answer::default()
    }
}

async fn answer(came: &Came, what: What) -> Answer {
    let mut answer = head(came);
    let most = match what {
        What::Robots => ROBOTS_BYTES,
        // Whether there is something is all that is asked of a file.
        _ if !is_text(&answer) => 0,
        What::Page => PAGE_BYTES,
        What::Target | What::Sitemap => TARGET_BYTES,
    };
    let (bytes, ending) = body(came, most).await;
    let label = charset::label(answer.header("content-type"), &bytes);
    let (text, encoding) = decoded(&bytes, &label);
    answer.body = text;
    answer.encoding = encoding.filter(|name| name != "utf-8");
    if most > 0 {
        answer.ending = ending;
    }
    answer
}

/// Whether the body may be a page; what has no type may be one.
fn is_text(answer: &Answer) -> bool {
    let kind = answer.header("content-type").unwrap_or("text/html");
    let kind = kind.trim_start().to_ascii_lowercase();
    kind.starts_with("text/") || kind.starts_with("application/xhtml")
}

/// As much of the body as is wanted, and how it ended. The rest is not asked for.
async fn body(came: &Came, most: usize) -> (Vec<u8>, Ending) {
    let Some(stream) = came.body() else {
        return (Vec::new(), Ending::Whole);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    let ending = loop {
        if most == 0 {
            break Ending::Cut;
        }
        match piece(&reader).await {
            Piece::Bytes(piece) => {
                let room = u32::try_from(most - bytes.len()).unwrap_or(u32::MAX);
                bytes.extend(piece.subarray(0, room.min(piece.length())).to_vec());
                if piece.length() > room {
                    break Ending::Cut;
                }
            }
            Piece::End => break Ending::Whole,
            Piece::Broken => break Ending::Broken,
        }
    };
    if ending != Ending::Whole {
        // A stream that has failed has nothing to end.
        let _ = JsFuture::from(reader.cancel()).await;
    }
    (bytes, ending)
}

/// The text, and what the browser calls its encoding. A label that it does not know is none.
fn decoded(bytes: &[u8], label: &str) -> (String, Option<String>) {
    let decoder = TextDecoder::new_with_label(label).or_else(|_| TextDecoder::new());
    let text = decoder.and_then(|decoder| {
        let text = decoder.decode_with_u8_array(bytes)?;
        Ok((text, Some(decoder.encoding())))
    });
    text.unwrap_or_else(|_| (String::from_utf8_lossy(bytes).into_owned(), None))
}
