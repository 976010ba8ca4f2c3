"""What the headline of a report abroad decides: an outage with its cause, an incident that is denied or asked of."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign


def test_an_outage_that_an_attack_caused_is_told() -> None:
    title = "Hacker, ricatto da un milione a Zelmera: allarme in ritardo, sito irraggiungibile"
    text = "Una richiesta di riscatto in bitcoin che sfiora il milione di euro. Ma anche i ritardi nella denuncia alle autorità. A tre giorni dall'attacco hacker che ha colpito il sito di Zelmera, l'azienda del Comune di Valtorva che opera nel settore della cultura, gli investigatori della polizia stanno ancora cercando di mettere in sicurezza il sistema. L'attacco, di tipo ransomware, sarebbe stato sferrato attraverso un malware, che ha infettato tutte le piattaforme gestite da Zelmera."
    assert read_foreign(title, text, "it").is_disclosure


DENIED = {
    "the headline says that it is denied": (
        "it",
        "Ransomware contro l'Agenzia Velmera: le prime smentite",
        "Nelle scorse ore si è diffusa la notizia, non confermata ufficialmente, secondo cui i server dell'Agenzia Velmera sarebbero stati vittime di un attacco ransomware che avrebbe portato alla sottrazione di circa 78 GB di dati, in buona parte informazioni riguardanti l'utenza tra cui anche nomi, indirizzi, copie di documenti di identità, contratti e rapporti finanziari. La società che gestisce i sistemi avrebbe però smentito ogni voce tramite un breve comunicato, nel quale si legge che i suoi sistemi non avrebbero registrato alcuna violazione. Lockbit avrebbe minacciato la pubblicazione dei dati sottratti in cambio del pagamento di un riscatto. La scadenza sarebbe stata fissata per il 31 luglio 2022.",
    ),
    "the headline asks": (
        "es",
        "¿Hackeo masivo a Catastria? Lo que se sabe",
        "En los últimos días ha circulado en redes sociales un mensaje sobre un posible hackeo masivo a Catastria que habría comprometido nombres, direcciones y teléfonos de millones de ciudadanos. Un actor habría accedido a correos y nombres completos. Sin embargo, Catastria ha salido a desmentir que algún ataque haya comprometido sus sistemas.",
    ),
    "an outage of which an attack is ruled out": (
        "fr",
        "Une panne informatique mondiale paralyse de nombreuses entreprises, les jeux de Valmont touchés",
        "Avions cloués au sol, files d'attente dans les aéroports, diffusion interrompue: une méga panne informatique paralyse vendredi une partie de l'économie. \"Nous avons connaissance d'un problème affectant les appareils suite à une mise à jour d'une plateforme logicielle tierce\", a affirmé l'éditeur à propos de cette panne signalée vers 06h30. En cause: une mise à jour de l'antivirus, affectant un grand nombre de ses utilisateurs. Le problème est en cours de correction, a annoncé son patron sur les réseaux sociaux, écartant une cyberattaque ou un problème de sécurité informatique.",
    ),
}


@pytest.mark.parametrize(("language", "title", "text"), DENIED.values(), ids=list(DENIED))
def test_what_is_denied_or_ruled_out_is_not_told(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure


def test_an_attack_that_befell_somebody_is_told_though_its_headline_denies_a_loss() -> None:
    title = "Telmora atacada por hackers diz não haver violação de dados de clientes"
    text = (
        "A Telmora disse nesta terça-feira que foi alvo de um ataque de hackers que interrompeu seus serviços, mas garantiu "
        "que as informações dos clientes não foram comprometidas. Os problemas foram causados por um ataque cibernético "
        "deliberado e malicioso, afirmou a empresa, que investiga o incidente com as autoridades."
    )
    assert read_foreign(title, text, "pt").is_disclosure


DESCRIBED = {
    "a plan in points": (
        "de",
        "14-Punkte-Notfallplan bei einem Ransomware-Angriff",
        "Wenn Sie bemerken, dass sich auf Ihrem Computer Dateien mit seltsamen Namen befinden, ist ein Ransomware-Angriff im Gange. Die Dateien wurden verschlüsselt. Für die meisten Organisationen bedeutet jede Minute Ausfallzeit verlorenes Geld.",
    ),
    "a list of whom it befell": (
        "ja",
        "国内外におけるランサムウェアの被害企業一覧とその実態",
        "近年、企業で最も被害件数が増えているサイバー攻撃はランサムウェア感染です。ランサムウェアは、個人情報や企業の機密情報などのデータを暗号化することによって、被害者に損害をもたらします。感染すると、端末のデータが暗号化され、身代金を要求されます。",
    ),
}


@pytest.mark.parametrize(("language", "title", "text"), DESCRIBED.values(), ids=list(DESCRIBED))
def test_a_plan_and_a_list_tell_of_no_incident(language: str, title: str, text: str) -> None:
    assert not read_foreign(title, text, language).is_disclosure
