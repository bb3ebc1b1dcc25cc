// Package currency knows the signs and codes by which spreadsheets name a currency. It knows nothing of files or numbers.
package currency

import (
	"slices"
	"strings"
)

// Shared stands for a currency sign that tells no single currency ("kr"); the brief's own currency is asked for it.
const Shared = "?"

// Signs are the signs and codes people write, one that holds another before it: "CA$" before "A$".
var Signs = []struct{ Sign, Code string }{
	{"US$", "USD"},
	{"AU$", "AUD"},
	{"CA$", "CAD"},
	{"A$", "AUD"},
	{"C$", "CAD"},
	{"NZ$", "NZD"},
	{"HK$", "HKD"},
	{"S$", "SGD"},
	{"R$", "BRL"},
	{"MX$", "MXN"},
	{"NT$", "TWD"},
	{"$", "USD"},
	{"€", "EUR"},
	{"£", "GBP"},
	{"¥", "JPY"},
	{"￥", "JPY"},
	{"₹", "INR"},
	{"₩", "KRW"},
	{"₪", "ILS"},
	{"₺", "TRY"},
	{"₽", "RUB"},
	{"₴", "UAH"},
	{"₫", "VND"},
	{"฿", "THB"},
	{"₱", "PHP"},
	{"₦", "NGN"},
	{"zł", "PLN"},
	{"Kč", "CZK"},
	{"Fr.", "CHF"},
	{"kr", Shared},
}

// codes are the ISO 4217 codes taken for a currency where they stand alone as a word.
var codes = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range strings.Fields(`AED ARS AUD BGN BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR ISK JPY KRW
		MXN MYR NGN NOK NZD PEN PHP PKR PLN RON RSD RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR`) {
		m[c] = true
	}
	return m
}()

// IsCode reports whether a word is one of the ISO 4217 codes that are taken for a currency.
func IsCode(word string) bool { return codes[word] }

// all are the currencies of ISO 4217 that people pay with, in the order of their codes.
var all = strings.Fields(`AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
	CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
	INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
	MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS
	SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW`)

// All returns the codes of all currencies, in their order; more than [IsCode] takes for a currency where it stands alone, for
// some codes are words as well.
func All() []string { return slices.Clone(all) }

// dollarsByLocale tells dollars, kroner and yuan apart by the locale number Excel writes with the sign: [$$-1009].
var dollarsByLocale = map[string]string{
	"409": "USD", "C09": "AUD", "1009": "CAD", "1409": "NZD", "C04": "HKD", "1004": "SGD", "4809": "SGD", "80A": "MXN",
	"406": "DKK", "414": "NOK", "814": "NOK", "41D": "SEK", "804": "CNY", "411": "JPY", "540A": "USD",
}

// Of returns the ISO code of a sign and Excel's locale number, which may be empty.
func Of(sign, lcid string) string {
	lcid = strings.TrimLeft(strings.ToUpper(lcid), "0")
	sign = strings.TrimSpace(sign)
	if code, ok := dollarsByLocale[lcid]; ok && (sign == "$" || sign == "kr" || sign == "kr." || sign == "¥") {
		return code
	}
	if upper := strings.ToUpper(sign); codes[upper] {
		return upper
	}
	return In(sign)
}

// In finds a currency's sign, or its code as a word of its own, in text; "" where there is none.
func In(text string) string {
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') }) {
		if codes[word] {
			return word
		}
	}
	for _, c := range Signs {
		i := strings.Index(text, c.Sign)
		if i < 0 {
			continue
		}
		if c.Sign == "kr" || c.Sign == "zł" || c.Sign == "Fr." {
			if !standsAlone(text, i, len(c.Sign)) {
				continue
			}
		}
		return c.Code
	}
	return ""
}

// standsAlone reports whether no letter touches text[i:i+n].
func standsAlone(text string, i, n int) bool {
	before, after := text[:i], text[i+n:]
	letter := func(s string) bool { return s != "" && (s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z' || s[0] >= 0x80) }
	return !letter(after) && (before == "" || !letter(before[len(before)-1:]))
}
