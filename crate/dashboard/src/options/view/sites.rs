//! The list of profiles: added, duplicated, ordered, deleted with undo.

use leptos::html::Button;
use leptos::prelude::*;
use linkglance_core::Site;

use super::editor::Editor;
use crate::options::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::profiles::{Part, Profile, ProfileList};
use linkglance_browser::site_form::SiteForm;
use linkglance_browser::storage::Kept;

#[component]
pub(super) fn Sites(model: Model) -> impl IntoView {
    let profiles = model.profiles;
    let removed = RwSignal::new(None::<(usize, Profile)>);
    view! {
        <section data-part="profiles">
            <h2>{t("your_sites")}</h2>
            <p class="quiet" data-part="sites-sync">{t("sites_sync")}</p>
            <Removed profiles removed />
            <For
                each=move || profiles.all.get()
                key=|profile| profile.id.clone()
                children=move |profile| view! { <SiteView model removed profile /> }
            />
            <SiteForm profiles />
        </section>
    }
}

/// One profile: its name, what can be done with it, and folded in, its fields. It lives as long as
/// the profile does, so that no change of another page closes it or takes what is being typed.
#[component]
fn SiteView(
    model: Model,
    removed: RwSignal<Option<(usize, Profile)>>,
    profile: Profile,
) -> impl IntoView {
    let profiles = model.profiles;
    let id = profile.id.clone();
    let place = Memo::new({
        let id = id.clone();
        move |_| {
            let all = profiles.all.read();
            all.iter().position(|profile| profile.id == id).unwrap_or(0)
        }
    });
    let is_last = move || place.get() + 1 == profiles.all.with(Vec::len);
    let current = profiles.watch(profile);
    let name = move || current.with(|profile| profile.site.name.clone());
    let domains = move || current.with(|profile| profile.site.domains.join(", "));
    let duplicate = move |_| {
        let Profile {
            site, here_only, ..
        } = current.get_untracked();
        let name = t_with("site_copy_name", &[&site.name]);
        let after = place.get_untracked() + 1;
        let copy = Profile::new(Site { name, ..site });
        profiles.insert(after, Profile { here_only, ..copy });
    };
    let remove = move |_| removed.set(profiles.remove(&id));
    let (up, down) = (NodeRef::<Button>::new(), NodeRef::<Button>::new());
    let move_up = move |_| {
        profiles.swap(place.get_untracked(), place.get_untracked().wrapping_sub(1));
        focus_soon(up, down);
    };
    let move_down = move |_| {
        profiles.swap(place.get_untracked(), place.get_untracked() + 1);
        focus_soon(down, up);
    };
    let labelled = move |message: &'static str| move || t_with(message, &[&name()]);
    view! {
        <details class="card profile" data-part="profile">
            <summary>
                <strong>
                    <bdi>{name}</bdi>
                </strong>
                " "
                <bdi class="quiet">{domains}</bdi>
            </summary>
            {move || current.with(where_it_is)}
            <Editor model current />
            <ThisDevice profiles current />
            <p class="actions">
                <button
                    type="button"
                    data-part="site-up"
                    prop:disabled=move || place.get() == 0
                    aria-label=labelled("site_up")
                    node_ref=up
                    on:click=move_up
                >
                    "↑"
                </button>
                <button
                    type="button"
                    data-part="site-down"
                    prop:disabled=is_last
                    aria-label=labelled("site_down")
                    node_ref=down
                    on:click=move_down
                >
                    "↓"
                </button>
                <button
                    type="button"
                    data-part="site-duplicate"
                    aria-label=labelled("site_duplicate")
                    on:click=duplicate
                >
                    {t("duplicate")}
                </button>
                <button
                    type="button"
                    data-part="site-remove"
                    aria-label=labelled("site_remove")
                    on:click=remove
                >
                    {t("remove")}
                </button>
            </p>
        </details>
    }
}

/// Where a profile is saved, where that is not what the user expects.
fn where_it_is(profile: &Profile) -> impl IntoView + use<> {
    let note = |part, name| view! { <p class="quiet" data-part=part>{t(name)}</p> };
    let kept = match profile.kept {
        Kept::TooLarge => Some(note("here-only", "site_here_only")),
        Kept::Waiting => Some(note("waiting", "site_waiting")),
        Kept::Synced | Kept::HereOnly => None,
    };
    let part =
        (profile.part == Part::Elsewhere).then(|| note("part-elsewhere", "site_part_elsewhere"));
    (kept, part)
}

/// The choice to have a profile on this device only.
#[component]
fn ThisDevice(profiles: ProfileList, current: Memo<Profile>) -> impl IntoView {
    let id = current.with_untracked(|profile| profile.id.clone());
    let hint = format!("this_device-{id}-hint");
    let choose = move |event| profiles.set_here_only(&id, event_target_checked(&event));
    view! {
        <div class="entry">
            <label class="check">
                <input
                    type="checkbox"
                    name="this_device"
                    aria-describedby=hint.clone()
                    prop:checked=move || current.with(|profile| profile.here_only)
                    on:change=choose
                />
                {t("site_this_device")}
            </label>
            <p class="quiet" id=hint>{t("site_this_device_hint")}</p>
        </div>
    }
}

/// Gives a button that has moved its row the focus again, which it lost by being moved: who orders by
/// the keyboard presses it more than once. At the end of its way the other one has it.
fn focus_soon(pressed: NodeRef<Button>, other: NodeRef<Button>) {
    request_animation_frame(move || {
        let pressed = pressed.get_untracked().filter(|button| !button.disabled());
        if let Some(button) = pressed.or_else(|| other.get_untracked()) {
            // A button that is not there any more needs no focus.
            let _ = button.focus();
        }
    });
}

/// What was deleted last, and the way back. The way back gets the focus, because the button that
/// had it is gone.
#[component]
fn Removed(profiles: ProfileList, removed: RwSignal<Option<(usize, Profile)>>) -> impl IntoView {
    let button = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if removed.with(Option::is_some)
            && let Some(button) = button.get()
        {
            // A button that is not there any more needs no focus.
            let _ = button.focus();
        }
    });
    let undo = move |_| {
        if let Some((place, profile)) = removed.get_untracked() {
            removed.set(None);
            profiles.insert(place, profile);
        }
    };
    view! {
        <div role="status">
            {move || {
                let (_, profile) = removed.get()?;
                Some(
                    view! {
                        <div class="message notice" data-part="removed">
                            <p>{t_with("notice_site_removed", &[&profile.site.name])}</p>
                            <button type="button" data-part="undo" node_ref=button on:click=undo>
                                {t("undo")}
                            </button>
                        </div>
                    },
                )
            }}
        </div>
    }
}
