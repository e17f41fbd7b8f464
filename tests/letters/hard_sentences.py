"""Sentences that break typesetting software: at least twelve in each language of the program, and others that neighbours speak.

Each mixes what real papers mix: Latin names, digits, telephone numbers, percentages, ranges, brackets, quotation marks;
and what its script makes hard, which the comment at its head names. Written for these tests.
"""

from __future__ import annotations

from unicodedata import normalize


def _nfd(text: str) -> str:
    return normalize("NFD", text)


# Ligatures, accents composed and decomposed, fractions, other scripts inside.
_EN = (
    "Office (2nd floor), 12/4 Moo 3: open 08:30–16:00, Monday–Friday.",
    "Call 02-123-4567 ext. 89 or +66 81 234 5678; ask for “Nurse Hla”.",
    "Affluent officials find the first floor difficult: fjord, waffle, fi fl ffi.",
    "50% off, 1,200.50 baht, ½ day, 3 × 500 mg, ≥ 37.5 °C, ≤ 2 hours.",
    "Zoë, Nuño, Łukasz, Åsa, İpek, Đorđe, Þóra, Ștefan and Ōta.",
    _nfd("Zoë, Nuño, Åsa, İpek, Ștefan and Ōta wait in the café."),
    "Mon 5 Jan 2026 – Fri 9 Jan 2026 (bring: birth certificate, vaccine card).",
    "The school (โรงเรียน) and the clinic (မယ်တော်ဆေးခန်း) are side by side.",
    "Ask for Ms. Nor Aisyah @ counter #7 & show the code R-7K2-M9.",
    "☐ seen ☒ not yet → call back; ✂ cut here; ☎ 1669 ✓",
    "Write to front.desk@clinic.example; do not write the reason.",
    "A co-ordinated, up-to-date follow-up at the well-baby clinic: word-for-word.",
    "Doses {1/2}, [3], <4>: 100\u00a0% of the children – don’t be late…",
)

# Kinzi, stacks, four medials, vowels before the consonant, Burmese digits, U+1026 composed and not.
_MY = (
    "စင်္ကာပူနှင့် အင်္ဂလိပ်စာ သင်တန်းကို တနင်္လာနေ့ (Monday) တွင် ဖွင့်သည်။",
    "ပဋ္ဌမဆုံး ကာကွယ်ဆေးကို မေတ္တာဆေးခန်း၌ အခမဲ့ ထိုးပေးပါသည်။",
    "ဖုန်း 02-123-4567 သို့မဟုတ် +66 81 234 5678 သို့ ခေါ်ဆိုပါ။",
    "နံနက် ၈:၃၀ မှ ညနေ ၄:၀၀ အထိ (စနေ၊ တနင်္ဂနွေ ပိတ်သည်)",
    "ကလေး ၃ ဦးအတွက် ၅၀% လျှော့ဈေး ၁,၂၀၀ ဘတ် ဖြစ်ပါသည်။",
    "ဗုဒ္ဓဟူးနေ့ ဝိဇ္ဇာ သိပ္ပံ ဒဏ္ဍာရီ ပုဂ္ဂလိက သမ္မတ ဥက္ကဋ္ဌ",
    "ကျွန်ုပ်တို့၏ ကြွေးမြီ၊ မြွေ၊ လျှာ၊ ရွှေ၊ ညွှန်ကြားချက်များ",
    "ယောက်ျား၊ ကျောင်းသား၊ သမီး၊ ဤ၊ ဥပမာ၊ ဩဂုတ်၊ ဪ၊ ၍၊ ၎င်း",
    "Mae Tao Clinic (မယ်တော်ဆေးခန်း) အမှတ် 12/4 ကို သွားပါ။",
    "ရန်ကုန်–မြဝတီ လမ်း၊ ၂၀၂၆ ခုနှစ် ဇန်နဝါရီ ၅–၉ ရက်",
    "တိရစ္ဆာန်၊ ဘဏ္ဍာ၊ အန္တရာယ်၊ မန္တလေး၊ ဂန္ထဝင်၊ ကမ္ဘာ",
    "“စာရွက်စာတမ်း မရှိလည်း လာနိုင်သည်” ဟု ဆရာဝန်က ပြောသည်။",
    "အဖြေ (ဟုတ်/မဟုတ်) ကို R-7K2-M9 နှင့် ပြန်ပေးပါ",
    _nfd("ဦးလေး၊ ဦးဆောင်၊ ဦးစားပေး ကိုယ်ဝန်ဆောင်မိခင်များ"),
)

# Sara am with tone marks, marks above tall letters and below ฎ ญ ฐ, repetition mark, Thai digits, no spaces at all.
_TH = (
    "น้ำดื่มสะอาดและยาพาราเซตามอล 500 มก. ไม่ต้องเสียค่าใช้จ่าย",
    "โทร. 02-123-4567 ต่อ 89 หรือ +66 81 234 5678 (ถามหาคุณปรางค์ทิพย์)",
    "เปิดวันจันทร์–ศุกร์ เวลา 08:30–16:30 น. ปิดวันเสาร์และวันอาทิตย์",
    "ผู้ที่เพิ่งย้ายมาอยู่ใหม่ต้องนำสมุดบันทึกวัคซีนของเด็กมาด้วยทุกครั้ง",
    "ป้ายสีแดงอยู่ที่ชั้น ๒ ห้อง ๑๒/๔ ฝั่งตรงข้ามโรงเรียน",
    "ปวดฟัน ปั๊มนม ฝีที่คอ ฟื้นฟู ปู่ ญี่ปุ่น ฐานะ กตัญญู กฎหมาย ฎีกา",
    "ลด 50% จาก ฿1,200.50 เหลือ ฿600.25 ต่อครั้ง",
    "“ไม่มีเอกสารก็มาได้” เจ้าหน้าที่ของ Mae Tao Clinic กล่าว",
    "กรุงเทพฯ เด็ก ๆ ทุกคน ยา อาหาร เสื้อผ้า ฯลฯ",
    "โต๊ะ จ๋า เปี๊ยก เกี๊ยว เสื้อ เรื่อง เชื้อ ครึ่ง น้ำแข็ง ซ้ำ ค่ำ",
    "สิทธิ์ ศักดิ์ พันธุ์ อาทิตย์ วันพฤหัสบดี สัปดาห์",
    "ข้ามแม่น้ำเมยแล้วเดินประมาณ 200 เมตร ถึงตึกสีฟ้า (ใกล้ 7-Eleven)",
    "นํ้า ทํา กําลัง คําถาม (สระอำแยกเป็นสองตัว) รหัส R-7K2-M9",
)

# Sara am with tone marks, letters with semivowels, Lao digits, repetition mark, no spaces.
_LO = (
    "ນ້ຳດື່ມ ແລະ ຢາ 500 ມກ ບໍ່ຕ້ອງເສຍຄ່າ",
    "ໂທ 021-123-456 ຫຼື +856 20 5512 3456 (ຖາມຫາ ທ້າວ ຄຳ)",
    "ເປີດວັນຈັນ–ວັນສຸກ ເວລາ 08:30–16:00 ໂມງ",
    "ເດັກນ້ອຍທີ່ຫາກໍຍ້າຍມາໃໝ່ຕ້ອງເອົາປຶ້ມຢາກັນພະຍາດມາພ້ອມທຸກຄັ້ງ",
    "ຫ້ອງ ໑໒/໔ ຊັ້ນ ໒ ຢູ່ກົງກັນຂ້າມໂຮງຮຽນ",
    "ຫຼຸດ 50% ຈາກ 120,000 ກີບ ເຫຼືອ 60,000 ກີບ (₭60,000)",
    "ຫຼັງຄາ ຫວານ ໝໍ ໜຶ່ງ ຫຼາຍ ໜູ ໝູ່ ຫຍ້າ",
    "ເຊື້ອ ເຮືອນ ເພື່ອນ ຄົ້ນຫາ ປິ່ນປົວ ຜູ້ປ່ວຍ ເປັຽນ",
    "“ບໍ່ມີເອກະສານກໍມາໄດ້” ໂຮງໝໍ Mahosot ບອກ",
    "ແມ່ນ້ຳຂອງ, ຈຳປາ, ທຳມະດາ, ກຳລັງ, ສຳຄັນ, ຄ່ຳ",
    "ສປປ ລາວ ທຸກໆຄົນ ຢາ ອາຫານ ຯລຯ",
    "ຖະໜົນ ສາມແສນໄທ ເລກທີ 45 (ໃກ້ຕະຫຼາດເຊົ້າ) R-7K2-M9",
    "ນໍ້າ ຄໍາ ຈໍາ ທໍາ (ສະຫຼະອຳແຍກເປັນສອງຕົວ)",
)

# Coeng, two coengs on one consonant, coeng ro (drawn on the left), register shifters, independent vowels, Khmer digits.
_KM = (
    "ស្ត្រីមានផ្ទៃពោះ និងកុមារអាចមកពិនិត្យសុខភាពដោយឥតគិតថ្លៃ។",
    "សូមទូរស័ព្ទ 023 123 456 ឬ +855 12 345 678 (សួររកលោកស្រី សុខា)",
    "បើកពីថ្ងៃចន្ទ–សុក្រ ម៉ោង 08:30–16:00",
    "ខ្ញុំសុំឱ្យជួយបកប្រែភាសាខ្មែរទៅជាភាសាអង់គ្លេស",
    "បញ្ចុះតម្លៃ ៥០% ពី ១.២០០៛ មក ៦០០៛",
    "សាលារៀនបឋមសិក្សាស្ថិតនៅទល់មុខមន្ទីរពេទ្យខេត្តបាត់ដំបង",
    "ច្រើន ស្រី ខ្មែរ ក្បាល ប៊ិច ម៉ាស៊ីន ស៊ាំ អ៊ុត ប៉ី",
    "ញ៉ាំ ចាំ កាំ នំ ធំ អ៊ំ កុំ តុំ",
    "Calmette Hospital (មន្ទីរពេទ្យកាល់ម៉ែត) លេខ 3 ផ្លូវ 93",
    "លេខយោង R-7K2-M9 ចុះថ្ងៃទី ៥–៩ មករា ២០២៦",
    "ឬ ឮ ឯ ឱ ឪពុក ឥឡូវ ឧទាហរណ៍ ឫស ឲ្យ",
    "សញ្ញា ព្រះ ទុក្ខ បុណ្យ ខណ្ឌ បណ្ដា កន្ត្រៃ សង្គ្រាម កញ្ជ្រោង",
    "«មិនមានឯកសារក៏មកបាន» គ្រូពេទ្យប្រាប់ ផ្សេងៗ ។ល។",
)

# Two marks on one vowel; the same words composed, decomposed, and both in one line.
_VI = (
    "Nguyễn Thị Hồng Phượng sẽ được khám miễn phí vào thứ Hai.",
    _nfd("Nguyễn Thị Hồng Phượng sẽ được khám miễn phí vào thứ Hai."),
    "Gọi 028-3812-3456 hoặc +84 90 123 4567 (hỏi chị Ngọc Ánh).",
    "Giờ làm việc: 08:30–16:00, thứ Hai–thứ Sáu; nghỉ thứ Bảy, Chủ nhật.",
    "Giảm 50% từ 1.200.000 ₫ còn 600.000 ₫.",
    "ỗ ỡ ỵ ặ ẵ ẩ ữ ử ợ Ắ Ẳ Ỹ Ự Đ đ Ỗ Ễ",
    _nfd("Trẻ em dưới 5 tuổi được tiêm vắc-xin đúng lịch."),
    "“Không cần giấy tờ”, bác sĩ Lê Quý Đôn nói.",
    "Địa chỉ: 12/4 đường Cách Mạng Tháng Tám, phường 5 (gần chợ Bến Thành).",
    "Mã R-7K2-M9, ngày 05/01/2026–09/01/2026.",
    "Tiếng Việt " + _nfd("Tiếng Việt") + " ở Huế " + _nfd("ở Huế"),
    "Người phiên dịch tiếng Khmer (ភាសាខ្មែរ) có mặt chiều thứ Tư.",
    "KHÁM THAI: MIỄN PHÍ; ĐƯỜNG HUYẾT ≤ 7,0 mmol/L",
)

# Hyphens of repetition (anak-anak), abbreviations, brackets, ranges.
_ID = (
    "Anak-anak di bawah 5 tahun mendapat vaksin gratis (bawa buku KIA).",
    "Telepon 021-555-1234 atau +62 812-3456-7890 (tanya Bu Sari).",
    "Buka Senin–Jumat pukul 08.30–16.00 WIB; Sabtu & Minggu tutup.",
    "Diskon 50%: dari Rp1.200.000,00 menjadi Rp600.000,00.",
    "“Tanpa surat pun boleh datang,” kata dr. Wayan, Sp.A.",
    "Alamat: Jl. K.H. Ahmad Dahlan No. 12/4, RT 03/RW 05 (dekat pasar).",
    "Kode R-7K2-M9, berlaku 5–9 Januari 2026.",
    "Orang-orang berlari-lari ke rumah sakit yang jauh-jauh.",
    "Kartu: identitas/keluarga → tidak perlu; ☐ ya ☐ tidak",
    "Suhu ≥ 37,5 °C: 3 × 1 tablet (500 mg) sesudah makan.",
    "Penerjemah bahasa Arab (العربية) ada setiap hari Rabu.",
    "Ke-2, ke-3, se-Asia, non-medis, pasca-2020, se-hari-hari.",
)
_MS = (
    "Kanak-kanak di bawah 5 tahun diberi vaksin percuma (bawa kad imunisasi).",
    "Hubungi 03-2123 4567 atau +60 12-345 6789 (tanya Puan Aminah binti Hassan).",
    "Buka Isnin–Jumaat, 8:30 pagi–4:00 petang; cuti Sabtu & Ahad.",
    "Potongan 50%: daripada RM1,200.50 kepada RM600.25.",
    "“Tiada dokumen pun boleh datang,” kata Dr. Siti Nurhaliza’s clinic.",
    "Alamat: No. 12/4, Jln. Tun Razak, 50400 K.L. (dekat stesen LRT).",
    "Kod R-7K2-M9, sah 5–9 Januari 2026.",
    "Cik/Puan/Encik: nama-nama & umur-umur tidak ditanya.",
    "Tidak perlu: pasport, permit, surat nikah → ☐ faham ☐ belum",
    "Suhu ≥ 37.5 °C: 3 × 1 biji (500 mg) selepas makan.",
    "Jurubahasa Burma (မြန်မာ) dan Tamil (தமிழ்) ada pada hari Rabu.",
    "Pra-sekolah, ke-21, antara-bangsa, bukan-bukan, sedikit-sebanyak.",
)
_FIL = (
    "Libre ang bakuna ng mga batang wala pang 5 taóng gulang (dalhin ang kard).",
    "Tumawag sa (02) 8123-4567 o +63 917 123 4567; hanapin si Aling Niña.",
    "Bukás Lunes–Biyernes, 8:30 n.u.–4:00 n.h.; saradó Sabado’t Linggo.",
    "50% na bawas: mula ₱1,200.50 naging ₱600.25.",
    "“Puwede kahit walang papeles,” sabi ni Dr. Peñaflorida.",
    "Blg. 12/4 Kalye Mabini, Brgy. San Roque (tapat ng simbahan).",
    "Kodigo R-7K2-M9, ika-5–9 ng Enero 2026.",
    "Pag-asa, mag-aaral, araw-araw, ika-3, taga-Leyte, di-umano’y.",
    "Mga tanong: sino? saan? kailan? → ☐ oo ☐ hindi",
    "Lagnat ≥ 37.5 °C: 3 × 1 tableta (500 mg) pagkakain.",
    _nfd("Bâta, batà, batâ, sigè, pò, salitâ, Señor Ñ."),
    "May tagasalin ng Arabe (العربية) tuwing Miyerkules.",
)

# Full-width punctuation at line ends, names outside the common set, ideographic space, half- and full-width side by side.
_ZH = (
    "请拨打 02-123-4567（转 89）或 +66 81 234 5678，找李护士。",
    "开放时间：星期一至星期五 08:30–16:00（周末休息）。",
    "“没有证件也可以来”，诊所的工作人员说。",
    "孩子的疫苗接种本、出生证明、两张照片，请一起带来。",
    "费用：打五折（50%），原价￥1,200.50，现价￥600.25。",
    "参考编号 R-7K2-M9；日期：2026年1月5日—9日。",
    "《儿童权利公约》第二十八条：受教育的权利。",
    "我们需要翻译：缅甸语（မြန်မာဘာသာ）、泰语（ภาษาไทย）。",
    "姓名：张玥、李祎、王喆、刘堃、陈璟。",
    "体温≥37.5℃时，每次1片（500毫克），每天3次。",
    "从地铁站A出口走200米，在7-11便利店旁边。",
    "是否需要口译？□ 需要\u3000□ 不需要",
    "长长的一句话没有空格也要在正确的地方换行，而且逗号、句号不能出现在行首。",
)

# Reph, ra with ya-phala by ZWJ, khanda ta, conjuncts of three, two-part vowels composed and not, Bengali digits.
_BN = (
    "কর্ম, ধর্ম, পূর্ব, সর্বোচ্চ, বর্ষা, অর্ধেক, কার্তিক",
    "র‍্যাম্প, র‍্যালি ও অ্যাম্বুলেন্স; ব্যাংক, ট্যাক্সি",
    "হঠাৎ, উৎসব, ক্ষতি, জ্ঞান, উষ্ণ, অঙ্ক, পঞ্চম, মন্ত্রী, স্ত্রী, রাষ্ট্র",
    _nfd("ছোট ছেলেমেয়েদের কোনো খরচ নেই; নৌকায় আসা যায়, বাড়ি যাওয়া যায়।"),
    "ফোন ০২-১২৩-৪৫৬৭ অথবা +880 1712-345678 (সেবিকা রহিমা)",
    "সকাল ৮:৩০–বিকাল ৪:০০, রবিবার–বৃহস্পতিবার",
    "৫০% ছাড়: ১,২০০ টাকার বদলে ৬০০ টাকা (৳৬০০)",
    "“কাগজপত্র ছাড়াও আসতে পারেন,” ডাক্তার বললেন।",
    "Cox’s Bazar Sadar Hospital (সদর হাসপাতাল), কক্ষ ১২/৪",
    "বিদ্যালয়ে ভর্তির জন্য জন্মনিবন্ধন লাগবে না।",
    "শিশুর টিকা কার্ড, ২০২৬ সালের ৫–৯ জানুয়ারি, R-7K2-M9",
    "গর্ভবতী মায়েদের স্বাস্থ্য পরীক্ষা ও পুষ্টি; দুঃখ, চাঁদ, বাংলা",
    "শক্তি, ভ্রূণ, শুভ্র, হৃদয়, গ্রূপ, রুটি, রূপ, শুরু, গুরু",
)

# Reph over matras, rakar, short i before its cluster, nukta composed and not, ZWJ and ZWNJ, Devanagari digits.
_HI = (
    "शर्तों के अनुसार कार्यकर्ताओं ने मूर्ति, वर्ष, अर्ध्य लिखा।",
    "प्रार्थना, राष्ट्र, ट्रेन, ड्रम, ह्रस्व, श्रृंखला, हृदय, रुपये, रूप",
    "क्ष त्र ज्ञ श्र द्य द्ध द्व ह्म ह्न ह्य ङ्क ट्ट ठ्ठ",
    "ज़रूरत, फ़ोन, लड़का, पढ़ाई, क़ानून, ख़बर, ग़लत",
    "क्\u200dष, क्\u200cष, श्\u200dयाम, र्\u200dक",
    "फ़ोन 011-2345-6789 या +91 98765 43210 (नर्स सीता)",
    "सुबह ८:३० से शाम ४:०० बजे, सोमवार–शुक्रवार",
    "५०% छूट: ₹१,२००.५० की जगह ₹६००.२५",
    "“काग़ज़ न हों तो भी आइए,” डॉक्टर ने कहा।",
    "AIIMS (अखिल भारतीय आयुर्विज्ञान संस्थान), कमरा नं. 12/4",
    "बच्चों का टीकाकरण कार्ड, ५–९ जनवरी २०२६, R-7K2-M9",
    "किताब, शक्ति, स्थिति, निर्धारित, विद्यार्थी, हिन्दी, चिट्ठियाँ",
    "दुःख, अतः, हँसी, क्रमशः, ऋण, ऑफ़िस, ऍप, ॐ",
)

# Eyelash ra by ZWJ, conjuncts with nasal letters, reph, Devanagari digits in dates of Bikram Sambat.
_NE = (
    "उसले काम गर्\u200dयो, पर्\u200dयो, मर्\u200dयो; बिर्सियो, तर्क, दर्ता, कार्यालय",
    "स्वास्थ्य चौकीमा निःशुल्क खोप लगाइन्छ।",
    "फोन ०१-४२३४५६७ वा +977 98-41234567 (नर्स गीता)",
    "बिहान ८:३० देखि ४:०० बजेसम्म, आइतबार–शुक्रबार",
    "५०% छुट: रु. १,२०० को सट्टा रु. ६००",
    "“कागज नभए पनि आउनुहोस्,” डाक्टरले भन्नुभयो।",
    "त्रिभुवन विश्वविद्यालय शिक्षण अस्पताल (TUTH), कोठा नं. १२/४",
    "बच्चाको खोप कार्ड, २०८२ पुस २१–२५ गते, R-7K2-M9",
    "ज्ञान, क्षेत्र, द्वन्द्व, उद्घाटन, बुद्ध, चिह्न, ब्राह्मण",
    "सङ्घ, पञ्च, अङ्क, घण्टा, संस्था, सम्बन्ध, सिँचाइ",
    "छोराछोरीहरूलाई विद्यालयमा भर्ना गर्न जन्मदर्ता चाहिँदैन।",
    "प्रहरी, ट्रक, ड्राइभर, राष्ट्रिय, श्रीमती, कृपया, पिँढी",
)

# Two-part vowels composed and not, u-ligatures of each consonant, grantha conjuncts, aytham, Tamil digits.
_TA = (
    _nfd("பொது மருத்துவமனைக்குப் போகும் பேருந்து; கௌரவமான சேவை."),
    "கு கூ டு டூ ரு ரூ லு லூ ளு ளூ ணு னூ து தூ மு மூ",
    "ஶ்ரீ, ஸ்ரீ, க்ஷேமம், லக்ஷ்மி, ஜன்னல், ஹோட்டல்",
    "011-234-5678 அல்லது +94 77 123 4567 (செவிலியர் கமலா) அழைக்கலாம்.",
    "காலை 8:30–மாலை 4:00, திங்கள்–வெள்ளி",
    "50% தள்ளுபடி: ரூ. 1,200.50 க்குப் பதிலாக ரூ. 600.25 (₹600.25)",
    "“ஆவணங்கள் இல்லாவிட்டாலும் வரலாம்,” என்று மருத்துவர் சொன்னார்.",
    "யாழ்ப்பாணம் போதனா வைத்தியசாலை (Jaffna Teaching Hospital), அறை 12/4",
    "குழந்தையின் தடுப்பூசி அட்டை, 2026 சனவரி 5–9, R-7K2-M9",
    "ஃபோன், எஃகு, அஃது, ௧௨௩ ௪௫௬",
    "பள்ளியில் சேர பிறப்புச் சான்றிதழ் தேவையில்லை.",
    "கைக்குழந்தைகளுக்கும் கர்ப்பிணித் தாய்மார்களுக்கும் இலவசம்.",
    "பொ போ பௌ பொ போ பௌ ஒௌ ஔ",
)

# Rakar, yansaya, repaya and conjuncts by ZWJ, two-part vowels composed and not, u on letters that change shape.
_SI = (
    "ප්\u200dරථම, ක්\u200dරමය, ශ්\u200dරී ලංකාව, මිත්\u200dරයා",
    "ව්\u200dයාපාර, සංඛ්\u200dයාව, වාක්\u200dයය, අධ්\u200dයාපනය",
    "ධර්\u200dමය, කර්\u200dමය, සූර්\u200dයයා, බුද්\u200dධ, ක්\u200dෂය, ද්\u200dවාරය",
    "011-234-5678 හෝ +94 77 123 4567 (හෙදිය කමලා) අමතන්න.",
    "පෙ.ව. 8:30–ප.ව. 4:00, සඳුදා–සිකුරාදා",
    "50%ක වට්ටමක්: රු. 1,200.50 වෙනුවට රු. 600.25",
    "“ලියකියවිලි නැතත් එන්න,” වෛද්\u200dයවරයා කීවේය.",
    "කොළඹ ජාතික රෝහල (National Hospital), කාමර අංක 12/4",
    "දරුවාගේ එන්නත් පත, 2026 ජනවාරි 5–9, R-7K2-M9",
    "රු රූ ළු ලු තු භු ගු කු කූ ඟු ශු දු දූ රැ රෑ",
    _nfd("කෝ, කො, කෞ, කේ, පෝෂණය, රෝහල, ගෝලයා"),
    "පාසලට ඇතුළත් කිරීමට උප්පැන්න සහතිකය අවශ්\u200dය නැත.",
    "ඥානය, ප්\u200dරඥාව, ඤාණය, ඬ, ඳ, ඹ, මව්වරුන්ගේ සායනය",
)

# Nastaliq: long words on a slope, retroflex letters, do-chashmi he, hamza carriers, vowel signs, numbers of both kinds.
_UR = (
    "کلینک صبح 8:30 سے شام 4:00 بجے تک کھلا ہے (پیر–جمعہ)۔",
    "فون 021-3456-7890 یا +92 300 1234567 پر کال کریں (نرس عائشہ)۔",
    "بچوں کے ٹیکوں کا کارڈ، پیدائش کا سرٹیفکیٹ، دو تصویریں ساتھ لائیں۔",
    "50% رعایت: 1,200 روپے کی بجائے 600 روپے۔",
    "”کاغذات نہ ہوں تب بھی آئیے“، ڈاکٹر نے کہا۔",
    "Aga Khan Hospital (آغا خان ہسپتال)، کمرہ نمبر 12/4۔",
    "حوالہ نمبر R-7K2-M9، تاریخ 5–9 جنوری 2026۔",
    "۵ تا ۹ جنوری ۲۰۲۶ء، ۵۰٪ رعایت، کمرہ ۱۲/۴",
    "گھر، پڑھنا، چھوٹا بھائی، ٹھیک، ڈھونڈ، کھڑکی، لڑکیاں",
    "اُردُو، مُحَمَّد، عِلم، قُرآن، اَصل، مُفت علاج",
    "گئے، آئیے، مسئلہ، مؤثر، جرأت، سوئی، رائے، ہیئت",
    "سکول میں داخلے کے لیے پیدائش کا سرٹیفکیٹ ضروری نہیں۔",
    "کیا ترجمان چاہیے؟ (ہاں/نہیں) ☐",
)

# ZWNJ between joining letters, Persian digits and percent, guillemets, ezafe with hamza, Arabic and Persian kaf and ye.
_FA = (
    "می\u200cخواهم به درمانگاه بروم؛ نمی\u200cتوانم راه بروم.",
    "تلفن ۰۲۱-۱۲۳۴-۵۶۷۸ یا +98 912 345 6789 (خانم رضایی).",
    "ساعت ۸:۳۰ تا ۱۶:۰۰، شنبه–چهارشنبه (جمعه\u200cها تعطیل).",
    "۵۰٪ تخفیف: به\u200cجای ۱٬۲۰۰ تومان، ۶۰۰ تومان.",
    "«بدون مدرک هم بیایید»، پزشک گفت.",
    "Red Crescent (هلال احمر)، اتاق 12/4، طبقهٔ ۲.",
    "کد R-7K2-M9، از ۵ تا ۹ ژانویهٔ ۲۰۲۶.",
    "بچه\u200cهای زیر ۵ سال: واکسن رایگان است؛ کارت واکسن بیاورید.",
    "خانهٔ ما، نامهٔ شما، مسئول، رأی، سؤال، هیئت",
    "آیا مترجم لازم دارید؟ (بله/خیر) ☐",
    "تب ≥ 37.5 °C: هر ۸ ساعت ۱ قرص (500 mg).",
    "کتاب\u200cخانه، دانش\u200cآموز، پیش\u200cنیاز، هم\u200cکاری، گفت\u200cوگو",
    "نشانی: خیابان ولی\u200cعصر، پلاک 12/4 (روبه\u200cروی مدرسه).",
)

# Letters that only Pashto has, five kinds of ye, numbers and Latin inside.
_PS = (
    "روغتون له ۸:۳۰ څخه تر ۴:۰۰ پورې خلاص دی (شنبه–چهارشنبه).",
    "تلیفون 020-123-4567 یا +93 70 123 4567 (نرسه زرغونه).",
    "د ماشومانو واکسین وړیا دی؛ د واکسین کارت راوړئ.",
    "۵۰٪ تخفیف: د ۱۲۰۰ افغانیو پر ځای ۶۰۰ افغانۍ.",
    "«بې له سنده هم راشئ»، ډاکټر وویل.",
    "ښوونځی، ږیره، ګوتې، کوټه، لاړشئ، څښاک، ځوان، ړوند، ڼ",
    "ملګری، ملګرې، ملګرۍ، راځئ، سړي",
    "MSF (د سرحدونو پرته ډاکټران)، خونه 12/4.",
    "د حوالې شمېره R-7K2-M9، د ۲۰۲۶ د جنوري ۵–۹.",
    "ایا ژباړن ته اړتیا لرئ؟ (هو/نه) ☐",
    "تبه ≥ 37.5 °C: هره ورځ ۳ × ۱ ګولۍ (500 mg).",
    "په ښوونځي کې د شاملېدو لپاره د زېږون سند اړین نه دی.",
)

# Vowel signs and shadda, lam-alef in its forms, Allah, numbers of both kinds, brackets, Latin names in a sentence.
_AR = (
    "العيادة مفتوحة من 8:30 إلى 16:00 (الاثنين–الجمعة).",
    "اتصل بالرقم 02-123-4567 أو ‎+66 81 234 5678 واسأل عن الممرضة هالة.",
    "مُحَمَّدٌ طِفْلٌ عُمْرُهُ خَمْسُ سَنَوَاتٍ، وَالتَّطْعِيمُ مَجَّانِيٌّ.",
    "خصم 50%: من 1,200.50 إلى 600.25 (أو ٥٠٪ من ١٬٢٠٠).",
    "«يمكنكم المجيء بلا أوراق»، قال الطبيب.",
    "عيادة Mercy Clinic (الطابق 2)، غرفة 12/4، هاتف: 1669.",
    "الرمز R-7K2-M9، من 5 إلى 9 يناير 2026 (5–9/1/2026).",
    "لا، الآن، الإسلام، الأطفال، لآلئ، ملآن، شيئًا، مسؤول، بدء",
    "إن شاء الله، الحمد لله، بإذن الله",
    "هل تحتاجون إلى مترجم؟ (نعم/لا) ☐",
    "الحرارة ≥ 37.5 °C: قرص واحد (500 mg) كل ٨ ساعات.",
    "شهادة الميلاد غير مطلوبة للتسجيل في المدرسة.",
    "العنوان: شارع الملك فيصل، رقم ١٢/٤ (بجانب 7-Eleven).",
)

SENTENCES: dict[str, tuple[str, ...]] = {
    "en": _EN, "my": _MY, "th": _TH, "lo": _LO, "km": _KM, "vi": _VI, "id": _ID, "ms": _MS, "fil": _FIL, "zh_Hans": _ZH,
    "bn": _BN, "hi": _HI, "ne": _NE, "ta": _TA, "si": _SI, "ur": _UR, "fa": _FA, "ps": _PS, "ar": _AR,
}  # fmt: skip

# Languages that the program has no catalogue for, but whose names and words stand in records, and those that were added later
# by their catalogue alone: the script must be right.
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "fa_AF": (
        "شفاخانهٔ صحی (Clinic) تیلفون: ‎0799 123 456 یا 020-123-4567",
        "مکتب‌های قریه، ولسوالی و ولایت؛ ۵۰٪ تخفیف تا ۱۲ جدی",
        "داکتر گفت: «تذکره لازم نیست.» ساعت ۸:۳۰–۴:۰۰",
    ),
    "tet": (
        "Ko'alia lian Tetun: klínika nakloke tuku 8:30–16:00 (segunda–sesta).",
        "Telefone 331-1234 ka +670 7712 3456; 50% de'it.",
        "Labarik sira-nia vasina: la presiza dokumentu imigrasaun, ñ, ç, ú.",
    ),
    "ksw": (
        "တၢ်ကူစါယါဘျါ (Clinic) ဖုန်း 02-123-4567",
        "ပှၤကညီဖိ၊ တၢ်မၤစၢၤ၊ ကၠိ၊ ဖိသၣ်၊ ယွၤ၊ ဃ့ၣ်",
        "ဟီၣ်ခိၣ်၊ နၣ်ရံၣ်၊ ဒီးဘျုးဒိၣ်မး ၅၀%",
    ),
    "shn": (
        "လိၵ်ႈတႆး၊ မႂ်ႇသုင်ၶႃႈ၊ ႁူင်းယႃ (Clinic) ႑႒/႔",
        "ၼမ်ႉ၊ ၸွင်ႇၸႃႈ၊ ၵူၼ်းတႆး၊ ႁူင်းႁဵၼ်း 02-123-4567",
        "လုၵ်ႈဢွၼ်ႇ၊ ပၢႆးယူႇလီ၊ ဢမ်ႇလႆႈသဵင်ႈ",
    ),
    "mnw": (
        "ဘာသာမန်၊ ဂကူမန်၊ ဍုၚ်မန်၊ ၜိုတ် (Clinic) 12/4",
        "ကၠုၚ်၊ ဂၠံၚ်၊ ဗၠးၜး၊ သ္ဂောအ်၊ တၞောဝ်",
        "ကောန်ၚာ်၊ ဘာဗွဟ်ပညာ၊ ၁၂၃၄ ညး",
    ),
    "rhg": (
        "𐴌𐴟𐴇𐴥𐴝𐴚𐴒𐴙𐴝 𐴇𐴡𐴏𐴝",
        "𐴀𐴝𐴔𐴡𐴃 (Clinic) 𐴱𐴲/𐴴 02-123-4567",
        "𐴄𐴞𐴉𐴥𐴝 𐴃𐴝𐴁𐴠𐴌، 𐴏𐴠𐴌",
    ),
    "rhg_Latn": (
        "Ruáingga zuban: fúain-or kettú, ṛa, ç, ñ, óuñíc (Clinic) 12/4.",
        "Hámishá asé, góror mazé; 02-123-4567, 50%.",
        "Añára beggún éçe foón goríbár lái.",
    ),
    "cnh": (
        "Sibawi inn ah ṭha tein va kal; ṭhawnnak, ṭuanṭi (8:30–16:00).",
        "Zeimawcaah: 02-123-4567 ah chawn, 50% lawng pek.",
        "Ngakchia sianginn luhnak ca ah cazual a herh lo.",
    ),
    "ckb": (
        "نەخۆشخانە لە ٨:٣٠ تا ٤:٠٠ کراوەیە (دووشەممە–هەینی).",
        "تەلەفۆن 066-123-4567 یان +964 750 123 4567.",
        "ڕۆژ، ژمارە، دڵ، گوڵ، ێوارە، خوێندن، ڤیتامین، منداڵان",
    ),
    "ti": (
        "ትግርኛ፡ ሓኪም፣ ቤት ትምህርቲ (School) 12/4።",
        "ስልኪ 02-123-4567፤ ካብ ሰኑይ–ዓርቢ፣ 50% ቅናስ።",
        "ቆልዑ ክታበት ብናጻ፡ ሰነድ ኣየድልን እዩ።",
    ),
}  # fmt: skip

RIGHT_TO_LEFT = frozenset(("ur", "fa", "fa_AF", "ps", "ar", "rhg", "ckb"))
