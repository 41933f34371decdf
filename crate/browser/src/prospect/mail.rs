//! The ways a message leaves by a page of a mail service: links that the user follows. Nothing is asked for
//! before that.

use leptos::prelude::*;
use linkglance_core::message::Webmail;
use linkglance_core::prospect::Way;

use crate::i18n::t_with;

/// A service's own name, and how a message that was opened there left.
const fn service(service: Webmail) -> (&'static str, Way) {
    match service {
        Webmail::Gmail => ("Gmail", Way::Gmail),
        Webmail::Outlook => ("Outlook", Way::Outlook),
        Webmail::OutlookCom => ("Outlook.com", Way::Outlook),
    }
}

/// A link for each service that the message is short enough for. `message` is to whom, the subject and the
/// text; `left` is told when it is opened.
pub fn web_mail(
    message: impl Fn() -> (Option<String>, String, String) + Copy + Send + Sync + 'static,
    left: Callback<Way>,
) -> impl IntoView {
    let link = move |of: Webmail| {
        let (name, way) = service(of);
        let address = Memo::new(move |_| {
            let (to, subject, body) = message();
            of.compose(to.as_deref(), &subject, &body)
        });
        move || {
            let label = t_with("mail_in", &[name]);
            address.get().map(|address| {
                view! {
                    <a
                        class="btn"
                        data-part="web-mail"
                        data-name=name
                        href=address
                        target="_blank"
                        rel="noopener noreferrer"
                        aria-label=label.clone()
                        title=label
                        on:click=move |_| left.run(way)
                    >
                        {name}
                    </a>
                }
            })
        }
    };
    Webmail::ALL.map(link).collect_view()
}
