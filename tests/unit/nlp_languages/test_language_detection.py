# ruff: noqa: RUF001 - sentences in many scripts
from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.text.language import detect

SENTENCES = {
    "en": "The company said that the names of its customers were taken from a server that had not been patched.",
    "de": "Das Unternehmen teilte mit, dass die Namen seiner Kunden von einem Server kopiert wurden.",
    "fr": "L'entreprise indique que les noms de ses clients ont été copiés depuis un serveur.",
    "es": "La empresa indicó que los nombres de sus clientes fueron copiados desde un servidor.",
    "it": "La società ha comunicato che i nomi dei suoi clienti sono stati copiati da un server.",
    "pt": "A empresa informou que os nomes dos seus clientes foram copiados de um servidor.",
    "nl": "Het bedrijf meldt dat de namen van zijn klanten van een server zijn gekopieerd.",
    "ja": "同社は、サーバーから顧客の氏名がコピーされたと発表した。",
    "zh": "该公司表示，客户的姓名已从一台服务器上被复制，目前正在调查此事件。",
    "ko": "회사는 고객의 이름이 서버에서 복사되었다고 밝혔다.",
    "ru": "Компания сообщила, что имена её клиентов были скопированы с сервера.",
    "uk": "Компанія повідомила, що імена її клієнтів було скопійовано із сервера.",
    "ar": "قالت الشركة إن أسماء عملائها نُسخت من أحد الخوادم.",
    "he": "החברה מסרה כי שמות לקוחותיה הועתקו משרת.",
    "el": "Η εταιρεία ανακοίνωσε ότι τα ονόματα των πελατών της αντιγράφηκαν από διακομιστή.",
    "th": "บริษัทแจ้งว่าชื่อของลูกค้าถูกคัดลอกจากเซิร์ฟเวอร์",
    "hi": "कंपनी ने बताया कि उसके ग्राहकों के नाम सर्वर से कॉपी किए गए।",
    "tr": "Şirket, müşterilerinin adlarının bir sunucudan kopyalandığını ve bunun için önlem aldığını bildirdi.",
    "pl": "Firma poinformowała, że imiona jej klientów zostały skopiowane z serwera i że nie jest to koniec.",
    "cs": "Společnost oznámila, že jména jejích zákazníků byla zkopírována ze serveru, který nebyl chráněn.",
    "sv": "Företaget uppger att namnen på dess kunder har kopierats från en server som inte var skyddad.",
    "da": "Virksomheden oplyser, at navnene på dens kunder er blevet kopieret fra en server, og at politiet efter det er med.",
    "fi": "Yhtiön mukaan sen asiakkaiden nimet on kopioitu palvelimelta, ja se ei ole vielä selvinnyt, kuka niin teki.",
    "hu": "A vállalat szerint az ügyfelek neveit egy szerverről másolták le, és ez már nem volt védve.",
    "ro": "Compania a anunțat că numele clienților săi au fost copiate de pe un server și că nu este singura.",
    "id": "Perusahaan itu mengatakan bahwa nama para pelanggan telah disalin dari sebuah server yang tidak aman.",
    "vi": "Công ty cho biết tên của các khách hàng đã được sao chép từ một máy chủ không được bảo vệ.",
}


@pytest.mark.parametrize(("language", "sentence"), SENTENCES.items())
def test_tells_languages_apart(language: str, sentence: str) -> None:
    assert detect(sentence) == language


@pytest.mark.parametrize("text", ["", "   ", "12,345", "Velora", "CVE-2026-0001", "https://example.org/a?b=c"])
def test_too_little_to_tell(text: str) -> None:
    assert detect(text) is None


def test_foreign_names_do_not_make_english_foreign() -> None:
    text = "Officials of Ayuntamiento de Villaseca and of 株式会社ミナトリンク said that they were investigating the breach."
    assert detect(text) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Утечка паролей Velora https://news.example/velora-leak-of-customer-passwords-on-the-dark-web-forum"),
        ("uk", "Зламано сервіс Velora\n\nShare on Facebook, Telegram and X\nSubscribe to the newsletter\nRead more"),
        ("zh", "维洛拉公司数据泄露\nShare this on LinkedIn\nRead more at Velora News\nAll rights reserved"),
        ("am", "ኩባንያው የደንበኞቹ የይለፍ ቃሎች መሰረቃቸውን ዛሬ አስታወቀ።"),
        ("ml", "കമ്പനിയുടെ പാസ്‌വേഡുകൾ മോഷ്ടിക്കപ്പെട്ടു."),
        ("km", "ក្រុមហ៊ុនបានប្រកាសថាទិន្នន័យត្រូវបានលួច"),
        ("my", "ကုမ္ပဏီက ဖောက်သည်များ၏ အချက်အလက်များ ပေါက်ကြားကြောင်း ကြေညာသည်။"),
    ],
)
def test_templates_and_addresses_around_a_text_do_not_make_it_english(language: str, text: str) -> None:
    assert detect(text) == language


def test_an_english_text_below_a_foreign_title_stays_english() -> None:
    assert detect(f"Утечка данных клиентов Velora\n{SENTENCES['en']}") == "en"


def test_majority_decides() -> None:
    assert detect(SENTENCES["de"] * 4 + SENTENCES["en"]) == "de"
    assert detect(SENTENCES["ja"] * 4 + SENTENCES["en"]) == "ja"


def test_capitals_are_read() -> None:
    assert detect(SENTENCES["es"].upper()) == "es"


def test_fast_on_a_page() -> None:
    page = SENTENCES["de"] * 40
    detect(page)
    start = time.process_time()
    for _ in range(50):
        detect(page)
    assert (time.process_time() - start) / 50 < 0.005  # ten times the usual, for slow machines


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters()))
def test_any_text_is_judged(text: str) -> None:
    assert detect(text) == detect(text)
