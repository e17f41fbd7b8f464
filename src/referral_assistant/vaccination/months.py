"""Names of months as they stand on cards: a line a language, `|` between months, `/` between spellings of one."""

from __future__ import annotations

from collections.abc import Iterator

from referral_assistant.vaccination.calendars import Calendar
from referral_assistant.vaccination.products import fold_name

# Months of the Gregorian year, written with a Buddhist year too.
_OURS = """
january/jan|february/feb|march/mar|april/apr|may|june/jun|july/jul|august/aug|september/sept/sep|october/oct|november/nov|december/dec
janvier|février/fév|mars|avril/avr|mai|juin|juillet/juil|août|septembre|octobre|novembre|décembre/déc
enero/ene|febrero|marzo|abril/abr|mayo|junio|julio|agosto/ago|septiembre/setiembre|octubre|noviembre|diciembre/dic
janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro/dez
มกราคม/ม.ค.|กุมภาพันธ์/ก.พ.|มีนาคม/มี.ค.|เมษายน/เม.ย.|พฤษภาคม/พ.ค.|มิถุนายน/มิ.ย.|กรกฎาคม/ก.ค.|สิงหาคม/ส.ค.|กันยายน/ก.ย.|ตุลาคม/ต.ค.|พฤศจิกายน/พ.ย.|ธันวาคม/ธ.ค.
ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်|ဧပြီ|မေ|ဇွန်|ဇူလိုင်|ဩဂုတ်/သြဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ
ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ
មករា|កុម្ភៈ|មីនា|មេសា|ឧសភា|មិថុនា|កក្កដា|សីហា|កញ្ញា|តុលា|វិច្ឆិកា|ធ្នូ
januari|februari|maret/mac|april|mei|juni/jun|juli/julai|agustus/agu/ogos|september|oktober/okt|november|desember/des/disember/dis
enero|pebrero|marso|abril|mayo|hunyo|hulyo|agosto|setyembre|oktubre|nobyembre|disyembre
জানুয়ারি/জানুয়ারী|ফেব্রুয়ারি/ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর
जनवरी|फरवरी/फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर/सितम्बर|अक्टूबर/अक्तूबर|नवंबर/नवम्बर|दिसंबर/दिसम्बर
ஜனவரி|பிப்ரவரி|மார்ச்|ஏப்ரல்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர்|அக்டோபர்|நவம்பர்|டிசம்பர்
ජනවාරි|පෙබරවාරි|මාර්තු|අප්‍රේල්|මැයි|ජූනි|ජූලි|අගෝස්තු|සැප්තැම්බර්|ඔක්තෝබර්|නොවැම්බර්|දෙසැම්බර්
جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر
يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول
ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık
січень/січня|лютий/лютого|березень/березня|квітень/квітня|травень/травня|червень/червня|липень/липня|серпень/серпня|вересень/вересня|жовтень/жовтня|листопад/листопада|грудень/грудня
январь/января|февраль/февраля|март/марта|апрель/апреля|май/мая|июнь/июня|июль/июля|август/августа|сентябрь/сентября|октябрь/октября|ноябрь/ноября|декабрь/декабря
"""
_SOLAR_HIJRI = """
فروردین/فروردين|اردیبهشت/ارديبهشت|خرداد|تیر/تير|مرداد/امرداد|شهریور/شهريور|مهر|آبان/ابان|آذر/اذر|دی/دي|بهمن|اسفند
حمل|ثور|جوزا|سرطان|اسد|سنبله|میزان/ميزان|عقرب|قوس|جدی/جدي|دلو|حوت
وری|غویی|غبرګولی|چنګاښ|زمری|وږی|تله|لړم|لیندۍ|مرغومی|سلواغه|کب
"""
_BENGALI = """
বৈশাখ|জ্যৈষ্ঠ|আষাঢ়|শ্রাবণ|ভাদ্র|আশ্বিন|কার্তিক|অগ্রহায়ণ|পৌষ|মাঘ|ফাল্গুন|চৈত্র
"""
_NEPALI = """
वैशाख/बैशाख|जेठ/ज्येष्ठ|असार/आषाढ|साउन/श्रावण|भदौ/भाद्र|असोज/आश्विन|कात्तिक/कार्तिक|मंसिर/मङ्सिर/मार्ग|पुस/पौष|माघ|फागुन/फाल्गुन|चैत/चैत्र
baisakh/baishakh|jestha/jeth|ashadh/asar/ashar|shrawan/saun|bhadra/bhadau|ashwin/asoj|kartik|mangsir/marga|poush/push|magh|falgun/fagun|chaitra/chait
"""
_OF_CALENDAR = (
    (_OURS, (Calendar.GREGORIAN, Calendar.BUDDHIST)),
    (_SOLAR_HIJRI, (Calendar.SOLAR_HIJRI,)),
    (_BENGALI, (Calendar.BENGALI,)),
    (_NEPALI, (Calendar.NEPALI,)),
)


def _entries() -> Iterator[tuple[str, tuple[int, tuple[Calendar, ...]]]]:
    for table, calendars in _OF_CALENDAR:
        for line in table.split("\n"):
            for number, spellings in enumerate(line.split("|") if line else (), 1):
                for spelling in spellings.split("/"):
                    yield fold_name(spelling), (number, calendars)


MONTHS: dict[str, tuple[int, tuple[Calendar, ...]]] = dict(_entries())
"""Folded name -> number of the month, and the calendars that it is of."""
