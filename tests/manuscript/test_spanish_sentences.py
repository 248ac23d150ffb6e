"""Where sentences end in Spanish: inverted marks, decimal commas, titles and abbreviations."""

import pytest

from plugins.manuscript.sentences import split_sentences

TEXTS = [
    ("¿Le duele? ¡Llame hoy! Así es.", ["¿Le duele?", "¡Llame hoy!", "Así es."]),
    ("«Ya camino.» Lo dice Rosa.", ["«Ya camino.»", "Lo dice Rosa."]),
    ("La Dra. Vale opera. El Sr. Ruiz espera.", ["La Dra. Vale opera.", "El Sr. Ruiz espera."]),
    ("Dura 12,5 minutos. No duele.", ["Dura 12,5 minutos.", "No duele."]),
    ("Participaron 1.040 pacientes. Otros no.", ["Participaron 1.040 pacientes.", "Otros no."]),
    ("La FDA de EE. UU. y la EMA. Otras no.", ["La FDA de EE. UU. y la EMA.", "Otras no."]),
    ("Vive en EE. UU. Los demás, no.", ["Vive en EE. UU.", "Los demás, no."]),
    ("Mide aprox. 5 cm. Pesa poco.", ["Mide aprox. 5 cm.", "Pesa poco."]),
    ("Vea la pág. 5 y el núm. 3. Luego siga.", ["Vea la pág. 5 y el núm. 3.", "Luego siga."]),
    ("Pruebe, p. ej. nadar. Es suave.", ["Pruebe, p. ej. nadar.", "Es suave."]),
    ("Dijo que no. Después se fue.", ["Dijo que no.", "Después se fue."]),
]


@pytest.mark.parametrize(("text", "sentences"), TEXTS, ids=[text for text, _ in TEXTS])
def test_a_spanish_text_is_cut_where_its_sentences_end(text: str, sentences: list[str]) -> None:
    assert [one.text for one in split_sentences(text)] == sentences
