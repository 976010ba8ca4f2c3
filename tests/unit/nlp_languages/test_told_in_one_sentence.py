"""Short items whose one sentence says what happened, and such sentences that say it of a film, a rule or nobody."""

from __future__ import annotations

import pytest

from nlp.foreign import read_foreign

TOLD = [
    ("fr", "Des pirates ont mis la main sur le fichier clients de Velmora."),
    ("fr", "L'hôpital de Morville tourne au ralenti après une cyberattaque."),
    ("fr", "La base de données de Velmora est restée ouverte sur Internet pendant trois semaines."),
    ("fr", "Velmora prévient : les mots de passe de ses clients pourraient avoir été volés."),
    ("es", "Olmedra avisó a sus clientes de que un desconocido había visto sus pedidos."),
    ("es", "Roban los datos de 8.000 trabajadores de Olmedra."),
    ("es", "Un archivo con las direcciones de 3.000 alumnos del colegio Olmedra circula por un foro."),
    ("it", "Un dipendente di Olmara ha inviato per errore le buste paga di 120 colleghi."),
    ("it", "Il Comune di Valdoria ha subito un attacco hacker lunedì."),
    ("it", "Rubati i dati di 8.000 lavoratori di Olmara."),
    ("pt", "Hackers puseram as mãos na base de clientes da Olmera."),
    ("pt", "O hospital de Valmor trabalha com papel após um ataque informático."),
    ("pt", "A Olmera disse que hackers copiaram e-mails de clientes."),
    ("fr", "Après l'intrusion, Velmora n'exclut pas que des coordonnées bancaires aient été consultées."),
    ("it", "Dopo l'intrusione Olmara non esclude che siano stati consultati dati bancari."),
    ("es", "Sustraen los datos de 12.000 federados de vela."),
]  # fmt: skip

OTHERWISE = [
    ("fr", "Dans le film, des hackers ont copié les données d'une banque."),
    ("fr", "Dix ans après avoir été victime d'un piratage, Velmora ouvre une école de cybersécurité."),
    ("fr", "Velmora n'a pas subi une cyberattaque, mais une panne."),
    ("fr", "Voitures volées : les données du trimestre à Morville."),
    ("es", "Olmedra no descarta que los datos de ventas hayan sido malos."),
    ("fr", "Velmora a confirmé la fuite de son prochain téléphone."),
    ("it", "Olmara non è stata hackerata, ma il suo fornitore Kastia ha avuto un guasto."),
    ("fr", "Velmora n'a pas été piraté, c'est un partenaire qui a été choisi par erreur."),
    ("es", "Los delincuentes robaron una base de mármol."),
    ("es", "Si unos hackers copiaron sus datos, avise al banco."),
    ("es", "Los datos de contaminación quedaron accesibles en internet, celebra el ayuntamiento."),
    ("it", "Se la tua azienda è vittima di un attacco informatico, chiama la polizia."),
    ("it", "Olmara lancia una polizza che copre i dati rubati."),
    ("pt", "Uma em cada cinco empresas sofreu um ataque hacker este ano."),
    ("pt", "Os arquivos criptografados da Olmera protegem os dados dos clientes."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TOLD, ids=[one[1][:40] for one in TOLD])
def test_one_sentence_suffices_that_says_what_happened(language: str, text: str) -> None:
    assert read_foreign("", text, language).is_disclosure


@pytest.mark.parametrize(("language", "text"), OTHERWISE, ids=[one[1][:40] for one in OTHERWISE])
def test_it_does_not_where_it_is_told_of_no_event(language: str, text: str) -> None:
    assert not read_foreign("", text, language).is_disclosure


@pytest.mark.parametrize(
    ("language", "text", "breached"),
    [
        ("it", "L'azienda di trasporti Olmara, che serve la valle di Doria, ha subito un attacco informatico.", "Olmara"),
        ("es", "Olmedra, que recoge la leche de Valdesca, ha sido hackeada.", "Olmedra"),
    ],
)  # fmt: skip
def test_what_a_clause_names_did_not_suffer_what_is_said_behind_it(language: str, text: str, breached: str) -> None:
    assert [(p.name, p.role.value) for p in read_foreign("", text, language).parties] == [(breached, "breached")]
