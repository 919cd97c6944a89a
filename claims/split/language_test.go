package split

import "testing"

func TestLanguage(t *testing.T) {
	for want, text := range map[string]string{
		"en": "The council said on Monday that it would close the bridge for repairs until the end of the year.",
		"de": "Der Stadtrat teilte am Montag mit, dass die Brücke bis zum Ende des Jahres für Reparaturen gesperrt wird.",
		"fr": "Le conseil municipal a annoncé lundi que le pont serait fermé pour des travaux jusqu'à la fin de l'année.",
		"es": "El ayuntamiento anunció el lunes que el puente permanecerá cerrado por obras hasta finales de año.",
		"pt": "A câmara municipal anunciou na segunda-feira que a ponte não vai abrir até ao fim do ano, mas os ônibus são gratuitos.",
		"it": "Il consiglio comunale ha annunciato che il ponte resterà chiuso per lavori fino alla fine dell'anno, ma non è una sorpresa.",
		"nl": "De gemeenteraad zei maandag dat de brug tot het einde van het jaar gesloten blijft voor werkzaamheden.",
		"sv": "Kommunen meddelade på måndagen att bron ska vara stängd för reparationer till slutet av året, men inte för bussar.",
		"fi": "Kaupunki kertoi maanantaina, että silta on suljettu korjausten vuoksi vuoden loppuun, mutta bussit eivät ole.",
		"pl": "Rada miasta poinformowała w poniedziałek, że most będzie zamknięty do końca roku i nie jest to nowość.",
		"cs": "Rada města v pondělí oznámila, že most bude uzavřen do konce roku, ale autobusy jsou zdarma a to je vše.",
		"hu": "A városi tanács hétfőn közölte, hogy a híd az év végéig zárva lesz, de a buszok nem.",
		"tr": "Belediye pazartesi günü köprünün yıl sonuna kadar onarım için kapalı olacağını ve bir servis olduğunu açıkladı, ancak daha çok var.",
		"id": "Dewan kota mengatakan pada hari Senin bahwa jembatan itu akan ditutup untuk perbaikan dan tidak dibuka karena hujan.",
		"vi": "Hội đồng thành phố cho biết cây cầu sẽ được đóng để sửa chữa và không mở lại trong năm nay.",
		"ru": "Городской совет сообщил в понедельник, что мост будет закрыт на ремонт до конца года, но это не новость.",
		"uk": "Міська рада повідомила у понеділок, що міст буде закрито на ремонт до кінця року, але це не новина та він ще є.",
		"ar": "قال المجلس البلدي إن الجسر سيغلق من أجل الإصلاح حتى نهاية العام وقد تم ذلك بعد الفيضان في المدينة",
		"fa": "شورای شهر روز دوشنبه اعلام کرد که این پل برای تعمیر تا پایان سال بسته می ماند و باید از راه دیگر رفت",
		"he": "מועצת העיר הודיעה ביום שני כי הגשר ייסגר לתיקונים עד סוף השנה.",
		"hi": "नगर परिषद ने सोमवार को कहा कि यह पुल मरम्मत के लिए साल के अंत तक बंद है।",
		"zh": "市议会周一表示，这座桥将关闭维修至年底，公共汽车免费。",
		"ja": "市議会は月曜日、橋が修理のため年末まで閉鎖されると発表した。",
		"ko": "시의회는 월요일 다리가 수리를 위해 연말까지 폐쇄된다고 밝혔다.",
		"el": "Το δημοτικό συμβούλιο ανακοίνωσε ότι η γέφυρα θα κλείσει έως το τέλος του έτους.",
	} {
		if got := Language(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestLanguageOfShortOrMixedTextIsOpen(t *testing.T) {
	for _, text := range []string{
		"", "Oslo", "👍👍👍 12345 👍👍👍 67890 👍👍", "Kvxz Wrtp Qlmn Zxcv Bnmq Plkj",
		"Bridge shut for repair: мост закрыт на ремонт",
	} {
		if got := Language(text); got != "" {
			t.Errorf("%q is %q, want none", text, got)
		}
	}
}
