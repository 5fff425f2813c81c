"""What references are made of where records say nothing: publishers with their places, journals, names, nouns.

Facts, typed in. Each language: (publisher, place) pairs, journals, family names, given names.
"""

PUBLISHERS = {
    "de": """Suhrkamp:Frankfurt a. M.|Suhrkamp:Frankfurt am Main|Suhrkamp Verlag:Frankfurt/M.|Campus:Frankfurt a.M./New York
Campus Verlag:Frankfurt/Main, New York|VS Verlag für Sozialwissenschaften:Wiesbaden|VS-Verlag:Wiesbaden|Springer VS:Wiesbaden
Leske + Budrich:Opladen|Leske und Budrich:Opladen|Westdeutscher Verlag:Opladen|Westdeutscher Verlag:Opladen/Wiesbaden|Nomos:Baden-Baden
Nomos Verlagsgesellschaft:Baden-Baden|Mohr Siebeck:Tübingen|J.C.B. Mohr (Paul Siebeck):Tübingen|transcript:Bielefeld|transcript Verlag:Bielefeld
C. H. Beck:München|Beck:München|Juventa:Weinheim und München|Juventa Verlag:Weinheim/München|Beltz:Weinheim|Beltz Juventa:Weinheim, Basel
Rowohlt:Reinbek bei Hamburg|Rowohlt:Reinbek|Vandenhoeck & Ruprecht:Göttingen|Waxmann:Münster|LIT:Münster|Lit-Verlag:Münster|LIT Verlag:Berlin
Duncker & Humblot:Berlin|de Gruyter:Berlin|De Gruyter Oldenbourg:Berlin/Boston|edition sigma:Berlin|Böhlau:Köln|Böhlau Verlag:Wien
Franz Steiner:Stuttgart|Klett-Cotta:Stuttgart|Luchterhand:Neuwied|Kohlhammer:Stuttgart|Dietz:Bonn|Dietz Verlag:Berlin|Oldenbourg:München
Huber:Bern|Hogrefe:Göttingen|Haupt:Bern|Metropolis:Marburg|Reclam:Stuttgart|Fischer:Frankfurt am Main|S. Fischer Verlag:Frankfurt a.M.
Barbara Budrich:Opladen|Verlag Barbara Budrich:Opladen & Farmington Hills|Wallstein:Göttingen|Hamburger Edition:Hamburg|Wagenbach:Berlin
Merve:Berlin|Wilhelm Fink:München|Fink:Paderborn|Schöningh:Paderborn|Schäffer-Poeschel:Stuttgart|Gabler:Wiesbaden|Deutscher Universitäts-Verlag:Wiesbaden
Piper:München|Hanser:München|Ullstein:Berlin|dtv:München|Kiepenheuer & Witsch:Köln|Droste:Düsseldorf|Schattauer:Stuttgart|Thieme:Stuttgart
Rüdiger Köppe:Köln|Argument:Hamburg|VSA:Hamburg|VSA-Verlag:Hamburg|Westfälisches Dampfboot:Münster|Bund-Verlag:Köln|Peter Lang:Frankfurt/M.
Peter Lang:Bern|Passagen:Wien|Czernin:Wien|Chronos:Zürich|Seismo:Zürich|Herder:Freiburg|Lambertus:Freiburg im Breisgau|Ergon:Würzburg
Königshausen & Neumann:Würzburg|UVK:Konstanz|UTB:Stuttgart|Cornelsen:Berlin|Klinkhardt:Bad Heilbrunn|Centaurus:Pfaffenweiler|Schneider:Baltmannsweiler""",
    "fr": """Gallimard:Paris|Seuil:Paris|Éditions du Seuil:Paris|Presses universitaires de France:Paris|PUF:Paris|Fayard:Paris|Flammarion:Paris
L’Harmattan:Paris|Armand Colin:Paris|Dunod:Paris|La Découverte:Paris|Les Éditions de Minuit:Paris|Minuit:Paris|Presses de Sciences Po:Paris
Presses universitaires de Rennes:Rennes|Presses universitaires de Lyon:Lyon|Droz:Genève|CNRS Éditions:Paris|Éditions de l’EHESS:Paris|Vrin:Paris
Les Belles Lettres:Paris|Karthala:Paris|Belin:Paris|De Boeck:Bruxelles|Larcier:Bruxelles|Albin Michel:Paris|Grasset:Paris|Hachette:Paris|Nathan:Paris
Presses de l’Université Laval:Québec|Presses de l’Université de Montréal:Montréal|Honoré Champion:Paris|Errance:Paris|Picard:Paris|Mouton:La Haye""",
    "es": """Siglo XXI:México|Fondo de Cultura Económica:México|Alianza:Madrid|Alianza Editorial:Madrid|Ariel:Barcelona|Crítica:Barcelona|Paidós:Buenos Aires
Paidós:Barcelona|Gredos:Madrid|Cátedra:Madrid|Tecnos:Madrid|Akal:Madrid|Morata:Madrid|Anagrama:Barcelona|Eudeba:Buenos Aires|CLACSO:Buenos Aires
UNAM:México, D.F.|El Colegio de México:México|Trotta:Madrid|Síntesis:Madrid|Planeta:Bogotá|LOM:Santiago|IEP:Lima|Gedisa:Barcelona""",
    "it": """Einaudi:Torino|Laterza:Roma-Bari|il Mulino:Bologna|Il Mulino:Bologna|Feltrinelli:Milano|Franco Angeli:Milano|FrancoAngeli:Milano|Olschki:Firenze
Carocci:Roma|Mondadori:Milano|Bompiani:Milano|Giuffrè:Milano|Bulzoni:Roma|Liguori:Napoli|Marsilio:Venezia|Viella:Roma|Giappichelli:Torino
Donzelli:Roma|Le Monnier:Firenze|Neri Pozza:Venezia|Sansoni:Firenze|Antenore:Padova|Bollati Boringhieri:Torino|Cedam:Padova""",
    "pt": """Companhia das Letras:São Paulo|Zahar:Rio de Janeiro|Editora da USP:São Paulo|Edusp:São Paulo|Vozes:Petrópolis|Cortez:São Paulo|Atlas:São Paulo
Ática:São Paulo|Paz e Terra:Rio de Janeiro|Editora UFMG:Belo Horizonte|Imprensa de Ciências Sociais:Lisboa|Almedina:Coimbra|Presença:Lisboa
Civilização Brasileira:Rio de Janeiro|Editora Unesp:São Paulo|Artmed:Porto Alegre|Gulbenkian:Lisboa|Afrontamento:Porto""",
    "en": """Cambridge University Press:Cambridge|Oxford University Press:Oxford|Oxford University Press:New York|Clarendon Press:Oxford|MIT Press:Cambridge, MA
The MIT Press:Cambridge, Mass.|Harvard University Press:Cambridge|Princeton University Press:Princeton|Princeton University Press:Princeton, NJ
University of Chicago Press:Chicago|Yale University Press:New Haven|Stanford University Press:Stanford|University of California Press:Berkeley
Routledge:London|Routledge & Kegan Paul:London|Palgrave Macmillan:Basingstoke|Macmillan:London|Sage:Thousand Oaks|Sage:London|Sage Publications:Newbury Park
Springer:Berlin|Springer-Verlag:New York|Springer:Dordrecht|Springer:Berlin, Heidelberg|Wiley:New York|John Wiley & Sons:New York|Wiley:Hoboken, NJ
Blackwell:Oxford|Basil Blackwell:Oxford|Academic Press:New York|Academic Press:San Diego|Elsevier:Amsterdam|North-Holland:Amsterdam|Kluwer:Dordrecht
McGraw-Hill:New York|Prentice-Hall:Englewood Cliffs|Addison-Wesley:Reading, MA|Morgan Kaufmann:San Mateo|Birkhäuser:Boston|Birkhäuser:Basel|ACM Press:New York
IEEE:Piscataway|IEEE Press:New York|Edward Elgar:Cheltenham|Polity Press:Cambridge|Verso:London|Norton:New York|W. W. Norton:New York|Free Press:New York
Penguin:London|Basic Books:New York|Brill:Leiden|John Benjamins:Amsterdam|Mouton de Gruyter:Berlin|Cornell University Press:Ithaca|Duke University Press:Durham
Columbia University Press:New York|Johns Hopkins University Press:Baltimore|University of Michigan Press:Ann Arbor|Ashgate:Aldershot|Open University Press:Milton Keynes
Allen & Unwin:London|Harper & Row:New York|Lawrence Erlbaum:Hillsdale, NJ|Erlbaum:Mahwah|Transaction:New Brunswick|Westview Press:Boulder|Brookings Institution:Washington, D.C.
World Bank:Washington, DC|OECD:Paris|World Scientific:Singapore|CRC Press:Boca Raton|Taylor & Francis:London|Pergamon:Oxford|Plenum:New York|Dover:New York""",
    "ru": """Наука:М.|Наука:Москва|Мысль:М.|Высшая школа:М.|Юрайт:М.|Просвещение:М.|Изд-во МГУ:М.|Наука:Л.|Питер:СПб.|Изд-во СПбГУ:СПб.|Флинта:М.|Инфра-М:М.
Физматлит:Москва|Логос:М.|Академия:М.|ЮНИТИ:М.|Алетейя:СПб.|Наука:Новосибирск|Изд-во Казан. ун-та:Казань|Мир:М.""",
    "zh": """清华大学出版社:北京|北京大学出版社:北京|商务印书馆:北京|中华书局:北京|人民出版社:北京|科学出版社:北京|高等教育出版社:北京|机械工业出版社:北京|上海人民出版社:上海
复旦大学出版社:上海|中国人民大学出版社:北京|浙江大学出版社:杭州|三联书店:北京|社会科学文献出版社:北京|南京大学出版社:南京|武汉大学出版社:武汉|电子工业出版社:北京""",
    "ja": """岩波書店:東京|東京大学出版会:東京|講談社:東京|有斐閣:東京|みすず書房:東京|ひつじ書房:東京|くろしお出版:東京|勁草書房:東京|オーム社:東京|共立出版:東京|ミネルヴァ書房:京都""",
    "ko": """민음사:서울|서울대학교출판부:서울|창비:서울|한울:파주|나남:파주|집문당:서울|학지사:서울|박영사:서울|커뮤니케이션북스:서울""",
}

JOURNALS = {
    "de": """Kölner Zeitschrift für Soziologie und Sozialpsychologie|KZfSS|Zeitschrift für Soziologie|Aus Politik und Zeitgeschichte|APuZ
Politische Vierteljahresschrift|PVS|Soziale Welt|Leviathan|Berliner Journal für Soziologie|WSI-Mitteilungen|WSI Mitteilungen|Merkur|Das Argument|PROKLA|Prokla
Zeitschrift für Pädagogik|Historische Zeitschrift|Geschichte und Gesellschaft|Vierteljahrshefte für Zeitgeschichte|Der Spiegel|Die Zeit|Frankfurter Allgemeine Zeitung
Süddeutsche Zeitung|Neue Zürcher Zeitung|Frankfurter Rundschau|taz|Zeitschrift für Parlamentsfragen|Blätter für deutsche und internationale Politik|Mittelweg 36
Zeitschrift für Erziehungswissenschaft|Psychologische Rundschau|Zeitschrift für Sozialpsychologie|Zeitschrift für Politikwissenschaft|Österreichische Zeitschrift für Soziologie
Österreichische Zeitschrift für Politikwissenschaft|Schweizerische Zeitschrift für Soziologie|Deutsche Zeitschrift für Philosophie|Feministische Studien|Widersprüche
Neue Praxis|Soziale Passagen|Zeitschrift für Familienforschung|ZUMA-Nachrichten|Publizistik|Medien & Kommunikationswissenschaft|Rundfunk und Fernsehen|Media Perspektiven
Internationale Politik|Europa-Archiv|Osteuropa|Zeitschrift für Internationale Beziehungen|Bürger im Staat|Gewerkschaftliche Monatshefte|Industrielle Beziehungen
Arbeit|Mitteilungen aus der Arbeitsmarkt- und Berufsforschung|DIW Wochenbericht|Wirtschaftsdienst|Jahrbücher für Nationalökonomie und Statistik|Zeitschrift für Betriebswirtschaft
Die Betriebswirtschaft|Archiv für Sozialgeschichte|Zeitschrift für Geschichtswissenschaft|Angewandte Chemie|Naturwissenschaften|Zeitschrift für Physik|Annalen der Physik
Zeitschrift für Soziologie der Erziehung und Sozialisation|Sozialwissenschaftliche Informationen|Forum Qualitative Sozialforschung|Historical Social Research|Welt-Trends|vorgänge
Staat und Recht|Neue Juristische Wochenschrift|Archiv des öffentlichen Rechts|Zeitschrift für Ausländerrecht|Peripherie|Neue Gesellschaft/Frankfurter Hefte|Pädagogik|Sozialmagazin""",
    "fr": """Revue française de sociologie|Actes de la recherche en sciences sociales|Annales. Histoire, Sciences sociales|Annales ESC|L’Année sociologique|Le Débat|Esprit
Revue historique|Revue française de science politique|Population|L’Homme|Les Temps modernes|Sociologie du travail|Cahiers internationaux de sociologie|Genèses|Réseaux
Langages|Revue économique|Critique|Le Monde|Libération|Le Monde diplomatique|Comptes rendus de l’Académie des sciences|Raisons politiques|Politix|Vingtième Siècle|Romania""",
    "es": """Revista Española de Investigaciones Sociológicas|Revista Mexicana de Sociología|Desarrollo Económico|Estudios Sociológicos|Nueva Sociedad|Historia Mexicana
El Trimestre Económico|Papers|Revista de Estudios Políticos|Foro Internacional|Hispania|Revista de Occidente|El País|Perfiles Latinoamericanos|Cuadernos de Economía""",
    "it": """Archivio veneto|Quaderni storici|Rivista storica italiana|Stato e mercato|Studi veneziani|Il Ponte|Il Mulino|Rassegna italiana di sociologia|Belfagor|Arte veneta
Lingua e stile|Rivista di filologia|Corriere della Sera|Polis|Nuova rivista storica|Studi storici""",
    "pt": """Revista Brasileira de Ciências Sociais|Dados|Novos Estudos CEBRAP|Análise Social|Lua Nova|Tempo Social|Estudos Avançados|Revista de Saúde Pública|Cadernos de Pesquisa
Educação e Sociedade|Revista Brasileira de Educação|Mana|Penélope|Revista Crítica de Ciências Sociais|Química Nova|Folha de S. Paulo""",
    "ru": """Вопросы философии|Вестник Московского университета|Социологические исследования|Вопросы истории|Вопросы языкознания|Вопросы экономики|Успехи физических наук|Доклады Академии наук
Журнал экспериментальной и теоретической физики|Известия вузов. Математика|Полис|Мир России|Отечественная история|Педагогика|Автоматика и телемеханика|Вестник университета""",
    "zh": """计算机学报|软件学报|中国社会科学|历史研究|心理学报|经济研究|管理世界|物理学报|中国科学|科学通报|社会学研究|自动化学报|电子学报|中文信息学报|图书情报工作|哲学研究|文学评论|民族语文""",
    "ja": """社会学評論|情報処理学会論文誌|言語研究|史学雑誌|心理学研究|教育学研究|人工知能学会論文誌|日本語教育|思想|経済研究|電子情報通信学会論文誌|考古学雑誌""",
    "ko": """한국사회학|한국언론학보|국어학|교육학연구|한국정치학회보|정보과학회논문지|한국심리학회지|역사학보|경제학연구|언어학""",
}

FAMILIES = {
    "de": """Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun
Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler Maier Huber Kaiser Fuchs Peters Scholz Möller Weiß Jung Hahn Vogel Friedrich Keller Günther Frank Berger Winkler Roth
Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf
Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Voigt Sauer Arnold Habermas Luhmann Offe Beck-Gernsheim Dahrendorf Joas Honneth Bude Hradil Geißler Esping Kocka Wehler
Wallraff Streeck Scharpf Mayntz Schimank Krappmann Leisering Kreckel Rehberg Lepsius Nassehi Rucht Roose Kaufmann Ostner Gerhard""",
    "ru": """Иванов Петров Сидоров Смирнов Кузнецов Попов Васильев Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов
Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Лотман Гуревич Колмогоров Виноградов Бахтин Выготский""",
    "zh": "王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 林 高 罗 郑 梁 谢 宋 唐 许 邓 韩 冯 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 于 杜 叶 程 魏 苏 吕 丁 任 卢 姚 沈 钟 欧阳 司马",
    "ja": "佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 佐々木 山口 松本 井上 木村 林 清水 斎藤 阿部 森 池田 橋本 山崎 石川 前田 藤田 小川 後藤",
    "ko": "김 이 박 최 정 강 조 윤 장 임 한 오 서 신 권 황 안 송 류 홍",
}
GIVENS = {
    "de": """Hans Peter Klaus Wolfgang Jürgen Dieter Manfred Uwe Ulrich Helmut Günter Werner Heinz Horst Karl Walter Gerhard Rolf Bernd Norbert Rainer Michael Thomas Andreas Stefan
Christian Martin Matthias Frank Jörg Ralf Dirk Holger Sabine Petra Monika Renate Ursula Karin Brigitte Barbara Ingrid Christine Claudia Susanne Gabriele Birgit Anja Ute Silke Katrin
Julia Anna Eva Regina Hannelore Hans-Peter Karl-Heinz Hans-Georg Klaus-Dieter Franz-Xaver Heinz-Herbert Axel Ulrike Martina Sigrid Elisabeth Johannes Georg Friedrich Wilhelm Max Niklas""",
    "ru": "А.А. И.И. В.В. Н.Н. С.С. П.П. Ю.М. А.Н. Л.С. М.М. Д.С. В.И. Е.А. Т.В. О.В. Г.П. К.А. Б.Н. Я.И. Ф.Р.",
    "zh": "伟 芳 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 建国 志华 晓东 文博 子涵 俊杰 海燕 国强 振华 思远 立群 永健 春生",
    "ja": "太郎 一郎 健一 花子 美咲 浩 誠 隆 直樹 陽子 恵子 正 博 明 幸子 智子 大輔 和也 裕子 真一 行雄 茂 修 豊",
    "ko": "민수 영희 철수 지훈 서연 현우 미경 정숙 성호 은영 동현 수진 영호 경희 재민 혜진 상철 준호",
}

# Titles are made of these where records have too few: forms with two places, and what stands there.
FORMS = {
    "ru": """Проблемы {0} в {1}|{0}: история и современность|О некоторых вопросах {0}|Методы {0} и их применение в {1}|Введение в теорию {0}|Роль {0} в развитии {1}
Исследование {0} на примере {1}|Основы {0}|Очерки по истории {0}|Философия {0}|Структура и динамика {0}|Русская культура и проблема {0}|Человек в мире {0}|Избранные труды
Социология {0}: курс лекций|Психология {0}|Поэтика и {0}|Сочинения|Международное сотрудничество в области {0}|Критика {0}|Слово и {0}|Оценка эффективности {0} в условиях {1}
Государственное регулирование {0}|Формирование {0} у студентов|Происхождение {0}|Развитие {0} в XX веке|Теоретические основы {0}. Часть 1|Проблема {0} в философии {1}|Что такое {0}?|Теория {0} : учебник|К вопросу о {0}|Современные подходы к анализу {0}|{0} и {1}: сравнительный анализ""",
    "zh": """{0}研究综述|基于{1}的{0}方法研究|{0}与{1}的关系研究|论{0}的发展|{0}概论|{1}背景下{0}问题探析|{0}：理论与实践|我国{0}现状及对策|面向{1}的{0}模型|{0}史""",
    "ja": """{0}に関する研究|{1}における{0}の構造|{0}の理論と{1}|{0}入門|{0}と{1}の比較研究|{1}を用いた{0}の分析|{0}論序説""",
    "ko": """{0}에 관한 연구|{1}의 {0} 분석|{0}와 {1}의 관계|{0}의 이해|{0} 연구의 동향과 과제|{1}을 이용한 {0} 방법|{0}론""",
}
NOUNS = {
    "ru": """культуры|экономики|общества|языка|образования|управления|права|литературы|вероятностей|информации|сознания|личности|государства|искусства|науки|техники|городов|миграции|истории|памяти
мышления|речи|творчества|художественного текста|поведения|рынка труда|инноваций|безопасности|качества продукции|региона|предприятия|семьи|молодёжи|религии|традиции|модернизации
средневековой Европы|Древней Руси|советского общества|народного хозяйства|дифференциальных уравнений|случайных процессов|твёрдого тела|плазмы|окружающей среды|нравственного сознания""",
    "zh": """人工智能|社会结构|语言习得|经济增长|环境保护|机器学习|现代文学|高等教育|知识图谱|图像识别|城乡关系|民族文化|数据挖掘|货币政策|古代汉语|信息检索|公共管理|材料力学""",
    "ja": """社会構造|言語習得|日本経済|教育制度|地域社会|情報検索|機械学習|近代文学|都市空間|認知過程|音声認識|家族関係|国際政治|環境問題""",
    "ko": """사회구조|언어습득|한국경제|교육제도|지역사회|정보검색|기계학습|현대문학|도시공간|인지과정|음성인식|가족관계|국제정치|환경문제""",
}


def rows(table, language):
    return [x.strip() for line in table.get(language, "").split("\n") for x in line.split("|") if x.strip()]


def publishers(language):
    return [tuple(x.rsplit(":", 1)) for x in rows(PUBLISHERS, language)]


def journals(language):
    return rows(JOURNALS, language)


def words(table, language):
    return table.get(language, "").split()
