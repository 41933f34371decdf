//! Sites where brands keep profiles of their own.

use super::is_within;

const SOCIAL: &[&str] = &[
    "bsky.app",
    "facebook.com",
    "github.com",
    "instagram.com",
    "linkedin.com",
    "medium.com",
    "pinterest.com",
    "reddit.com",
    "snapchat.com",
    "t.me",
    "threads.net",
    "tiktok.com",
    "tumblr.com",
    "twitch.tv",
    "twitter.com",
    "vk.com",
    "weibo.com",
    "x.com",
    "xing.com",
    "youtube.com",
];

/// Whether a host is a social network.
pub fn is_social(host: &str) -> bool {
    SOCIAL.iter().any(|site| is_within(host, site))
}
