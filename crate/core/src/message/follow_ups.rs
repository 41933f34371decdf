//! The texts that follow a first message up, in six languages: data only.
//!
//! One reminder and a last one, both short. They say what the first message was about, ask once, and make
//! a no easy. Those about a broken agreement name what was open when the page was looked at last.

use super::Language::{self, De, En, Es, Fr, Ja, PtBr};
use super::Step::{self, FollowUp1, FollowUp2};

/// A text as it is written here.
pub(super) struct FollowUp {
    pub(super) language: Language,
    pub(super) step: Step,
    pub(super) body: &'static str,
    /// The one about a broken agreement.
    pub(super) agreement: &'static str,
}

/// One for each step and language.
pub(super) const FOLLOW_UPS: [FollowUp; 12] = [
    FollowUp {
        language: En,
        step: FollowUp1,
        body: "Hi {first_name},

I wrote to you about “{page_title}” ({page_url}) and would like to ask whether you have had time to look at it. This is the page I suggested:

{target}

If it does not fit, a short no is fine.

Kind regards
{signature}",
        agreement: "{greeting}

I wrote to you about the link on “{page_title}” ({page_url}). When I last looked, this was still open:

{points}

{agreed_html}

Could you please have a look? Thank you very much.

Best regards,
{signature}",
    },
    FollowUp {
        language: En,
        step: FollowUp2,
        body: "Hi {first_name},

This is my last message about “{page_title}” ({page_url}). If you would still like to add the link, this is the page:

{target}

Thank you for your time.

Kind regards
{signature}",
        agreement: "{greeting}

I am writing once more about the link on “{page_title}” ({page_url}). When I last looked, this differed from what we agreed:

{points}

{agreed_html}

Please let me know whether and when you can change it.

Best regards,
{signature}",
    },
    FollowUp {
        language: Es,
        step: FollowUp1,
        body: "Hola, {first_name}:

Te escribí sobre «{page_title}» ({page_url}) y quería preguntarte si has podido verlo. Esta es la página que te propuse:

{target}

Si no encaja, basta con un breve no.

Un saludo,
{signature}",
        agreement: "{greeting}

Te escribí sobre el enlace en «{page_title}» ({page_url}). La última vez que lo revisé, esto seguía pendiente:

{points}

{agreed_html}

¿Podrías echarle un vistazo, por favor? Muchas gracias.

Un saludo,
{signature}",
    },
    FollowUp {
        language: Es,
        step: FollowUp2,
        body: "Hola, {first_name}:

Este es mi último mensaje sobre «{page_title}» ({page_url}). Si aún quieres añadir el enlace, esta es la página:

{target}

Gracias por tu tiempo.

Un saludo,
{signature}",
        agreement: "{greeting}

Te escribo de nuevo por el enlace en «{page_title}» ({page_url}). La última vez que lo revisé, esto no coincidía con lo acordado:

{points}

{agreed_html}

Dime, por favor, si puedes cambiarlo y cuándo.

Un saludo,
{signature}",
    },
    FollowUp {
        language: De,
        step: FollowUp1,
        body: "Guten Tag {author},

ich hatte Ihnen zu „{page_title}“ ({page_url}) geschrieben und möchte fragen, ob Sie schon Zeit dafür hatten. Diese Seite hatte ich vorgeschlagen:

{target}

Wenn sie nicht passt, genügt ein kurzes Nein.

Freundliche Grüße
{signature}",
        agreement: "{greeting}

ich hatte Ihnen wegen des Links auf „{page_title}“ ({page_url}) geschrieben. Als ich zuletzt nachgesehen habe, war noch offen:

{points}

{agreed_html}

Könnten Sie bitte einmal nachsehen? Vielen Dank.

Mit freundlichen Grüßen
{signature}",
    },
    FollowUp {
        language: De,
        step: FollowUp2,
        body: "Guten Tag {author},

dies ist meine letzte Nachricht zu „{page_title}“ ({page_url}). Falls Sie den Link noch aufnehmen möchten, ist dies die Seite:

{target}

Vielen Dank für Ihre Zeit.

Freundliche Grüße
{signature}",
        agreement: "{greeting}

ich schreibe Ihnen noch einmal wegen des Links auf „{page_title}“ ({page_url}). Als ich zuletzt nachgesehen habe, wich dies von unserer Absprache ab:

{points}

{agreed_html}

Bitte sagen Sie mir, ob und wann Sie es ändern können.

Mit freundlichen Grüßen
{signature}",
    },
    FollowUp {
        language: Fr,
        step: FollowUp1,
        body: "Bonjour {first_name},

Je vous ai écrit au sujet de « {page_title} » ({page_url}) et me permets de vous demander si vous avez pu y jeter un œil. Voici la page que je vous proposais :

{target}

Si elle ne convient pas, un simple non suffit.

Bien cordialement,
{signature}",
        agreement: "{greeting}

Je vous ai écrit au sujet du lien sur « {page_title} » ({page_url}). Lors de ma dernière vérification, il restait ceci :

{points}

{agreed_html}

Pourriez-vous y jeter un œil, s’il vous plaît ? Merci beaucoup.

Bien cordialement,
{signature}",
    },
    FollowUp {
        language: Fr,
        step: FollowUp2,
        body: "Bonjour {first_name},

Ceci est mon dernier message au sujet de « {page_title} » ({page_url}). Si vous souhaitez encore ajouter le lien, voici la page :

{target}

Merci pour votre temps.

Bien cordialement,
{signature}",
        agreement: "{greeting}

Je reviens vers vous au sujet du lien sur « {page_title} » ({page_url}). Lors de ma dernière vérification, ceci différait de ce que nous avions convenu :

{points}

{agreed_html}

Dites-moi, s’il vous plaît, si vous pouvez le corriger et quand.

Bien cordialement,
{signature}",
    },
    FollowUp {
        language: PtBr,
        step: FollowUp1,
        body: "Olá, {first_name},

Escrevi sobre “{page_title}” ({page_url}) e gostaria de saber se você teve tempo de ver. Esta é a página que sugeri:

{target}

Se não fizer sentido, basta um breve não.

Um abraço,
{signature}",
        agreement: "{greeting}

Escrevi sobre o link em “{page_title}” ({page_url}). Na última vez que verifiquei, isto ainda estava pendente:

{points}

{agreed_html}

Você poderia dar uma olhada, por favor? Muito obrigado.

Atenciosamente,
{signature}",
    },
    FollowUp {
        language: PtBr,
        step: FollowUp2,
        body: "Olá, {first_name},

Esta é a minha última mensagem sobre “{page_title}” ({page_url}). Se ainda quiser incluir o link, esta é a página:

{target}

Obrigado pelo seu tempo.

Um abraço,
{signature}",
        agreement: "{greeting}

Escrevo mais uma vez sobre o link em “{page_title}” ({page_url}). Na última vez que verifiquei, isto diferia do que combinamos:

{points}

{agreed_html}

Por favor, diga se e quando você pode ajustar.

Atenciosamente,
{signature}",
    },
    FollowUp {
        language: Ja,
        step: FollowUp1,
        body: "{author} 様

以前、記事「{page_title}」({page_url})の件でご連絡いたしました。その後、ご覧いただけましたでしょうか。ご提案したページはこちらです。

{target}

趣旨に合わない場合は、その旨お知らせいただければ幸いです。

{signature}",
        agreement: "{greeting}

以前、「{page_title}」（{page_url}）のリンクの件でご連絡いたしました。最後に確認した時点では、以下の点がまだ残っておりました。

{points}

{agreed_html}

お手数ですが、ご確認いただけますでしょうか。どうぞよろしくお願いいたします。

{signature}",
    },
    FollowUp {
        language: Ja,
        step: FollowUp2,
        body: "{author} 様

記事「{page_title}」({page_url})の件での最後のご連絡です。リンクの追加をご検討いただける場合は、こちらのページをご覧ください。

{target}

お時間をいただき、ありがとうございました。

{signature}",
        agreement: "{greeting}

「{page_title}」（{page_url}）のリンクの件で、改めてご連絡いたします。最後に確認した時点では、以下の点がお約束の内容と異なっておりました。

{points}

{agreed_html}

修正の可否と時期をお知らせいただけますと幸いです。

{signature}",
    },
];
