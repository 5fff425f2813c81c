/* References of many languages, in forms that are usual there. */

#include "base/text.h"
#include "model/reference.h"
#include "parse/parse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

#include "parse-test.h"

#include "base/banned.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static void
english_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "Knuth DE. The art of computer programming. Vol. "
		  "3: Sorting and searching. 2nd ed. Reading (MA): "
		  "Addison-Wesley; 1998.",
		    "Knuth, DE | 1998 | title: The art of computer "
		    "programming. Vol. 3: Sorting and searching | pub: "
		    "Addison-Wesley | place: Reading (MA) | ed: 2nd ed" },
		{ "Watson, J. D., & Crick, F. H. C. (1953). "
		  "Molecular structure of nucleic acids: A structure "
		  "for deoxyribose nucleic acid. Nature, 171(4356), "
		  "737–738. https://doi.org/10.1038/171737a0",
		    "Watson, J. D.; Crick, F. H. C. | 1953 | title: "
		    "Molecular structure of nucleic acids: A structure "
		    "for deoxyribose nucleic acid | in: Nature | vol: "
		    "171 | no: 4356 | pp: 737-738 | doi: "
		    "10.1038/171737a0" },
		{ "C. E. Shannon, \"A mathematical theory of "
		  "communication,\" Bell Syst. Tech. J., vol. 27, "
		  "no. 3, pp. 379–423, Jul. 1948.",
		    "Shannon, C. E. | 1948 | title: A mathematical "
		    "theory of communication | in: Bell Syst. Tech. J. "
		    "| vol: 27 | no: 3 | pp: 379-423" },
		{ "Geertz, Clifford. \"Deep Play: Notes on the "
		  "Balinese Cockfight.\" Daedalus 101, no. 1 (1972): "
		  "1–37.",
		    "Geertz, Clifford | 1972 | title: Deep Play: Notes "
		    "on the Balinese Cockfight | in: Daedalus | vol: "
		    "101 | no: 1 | pp: 1-37" },
		{ "Granovetter, M.S. (1985) ‘Economic Action and "
		  "Social Structure: The Problem of Embeddedness’, "
		  "American Journal of Sociology 91(3): 481-510.",
		    "Granovetter, M.S. | 1985 | title: Economic Action "
		    "and Social Structure: The Problem of Embeddedness "
		    "| in: American Journal of Sociology | vol: 91 | "
		    "no: 3 | pp: 481-510" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
german_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "Habermas, Jürgen: Theorie des "
		  "kommunikativen Handelns. Bd. 1. Frankfurt "
		  "am Main: Suhrkamp, 1981.",
		    "Habermas, Jürgen | 1981 | title: Theorie "
		    "des kommunikativen Handelns | vol: 1 | pub: "
		    "Suhrkamp | place: Frankfurt am Main" },
		{ "Beck, Ulrich (1986): Risikogesellschaft. "
		  "Auf dem Weg in eine andere Moderne. "
		  "Frankfurt a. M.: Suhrkamp.",
		    "Beck, Ulrich | 1986 | title: "
		    "Risikogesellschaft. Auf dem Weg in eine "
		    "andere Moderne | pub: Suhrkamp | place: "
		    "Frankfurt a. M." },
		{ "Esser, Hartmut/Friedrichs, Jürgen (Hrsg.) "
		  "(1990): Generation und Identität. Opladen: "
		  "Westdeutscher Verlag.",
		    " | eds: Esser, Hartmut; Friedrichs, Jürgen | "
		    "1990 | title: Generation und Identität | "
		    "pub: Westdeutscher Verlag | place: Opladen" },
		{ "Claus Offe, Politische Herrschaft und "
		  "Klassenstrukturen, in: Gisela Kress/Dieter "
		  "Senghaas (Hrsg.), Politikwissenschaft, "
		  "Frankfurt/M. 1969, S. 155-189.",
		    "Offe, Claus | eds: Kress, Gisela; Senghaas, "
		    "Dieter | 1969 | title: Politische "
		    "Herrschaft und Klassenstrukturen | in: "
		    "Politikwissenschaft | pp: 155-189 | place: "
		    "Frankfurt/M" },
		{ "Luhmann, Niklas (1984): Soziale Systeme. Grundriß "
		  "einer allgemeinen Theorie. Frankfurt a. M.: "
		  "Suhrkamp.",
		    "Luhmann, Niklas | 1984 | title: Soziale Systeme. "
		    "Grundriß einer allgemeinen Theorie | pub: "
		    "Suhrkamp | place: Frankfurt a. M." },
		{ "Weber, Max: Die protestantische Ethik und der "
		  "»Geist« des Kapitalismus, in: Archiv für "
		  "Sozialwissenschaft und Sozialpolitik, Jg. 20 "
		  "(1905), H. 1, S. 1–54.",
		    "Weber, Max | 1905 | title: Die protestantische "
		    "Ethik und der »Geist« des Kapitalismus | in: "
		    "Archiv für Sozialwissenschaft und Sozialpolitik | "
		    "vol: 20 | no: 1 | pp: 1-54" },
		{ "Dahrendorf, R.: Homo sociologicus. 15. Aufl. "
		  "Opladen: Westdeutscher Verlag 1977.",
		    "Dahrendorf, R. | 1977 | title: Homo sociologicus "
		    "| pub: Westdeutscher Verlag | place: Opladen | "
		    "ed: 15. Aufl" },
		{ "Mayntz, Renate/Scharpf, Fritz W. (Hg.) (1995): "
		  "Gesellschaftliche Selbstregelung und politische "
		  "Steuerung. Frankfurt/New York: Campus.",
		    " | eds: Mayntz, Renate; Scharpf, Fritz W. | 1995 "
		    "| title: Gesellschaftliche Selbstregelung und "
		    "politische Steuerung | pub: Campus | place: "
		    "Frankfurt/New York" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
french_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "Bourdieu P., La distinction. Critique "
		  "sociale du jugement, Paris, Les Éditions de "
		  "Minuit, 1979.",
		    "Bourdieu, P. | 1979 | title: La "
		    "distinction. Critique sociale du jugement | "
		    "pub: Les Éditions de Minuit | place: Paris" },
		{ "Braudel, Fernand, « Histoire et sciences "
		  "sociales : la longue durée », Annales ESC, "
		  "vol. 13, n° 4, 1958, p. 725-753.",
		    "Braudel, Fernand | 1958 | title: Histoire "
		    "et sciences sociales : la longue durée | "
		    "in: Annales ESC | vol: 13 | no: 4 | pp: "
		    "725-753" },
		{ "Foucault, Michel, Surveiller et punir. Naissance "
		  "de la prison, Paris, Gallimard, 1975, 318 p.",
		    "Foucault, Michel | 1975 | title: Surveiller et "
		    "punir | in: Naissance de la prison | "
		    "pub: Gallimard | place: Paris" },
		{ "Durkheim É., 1897, Le suicide. Étude de "
		  "sociologie, Paris, Alcan.",
		    "Durkheim, É. | 1897 | title: Le suicide. Étude de "
		    "sociologie | pub: Alcan | place: Paris" },
		{ "Boltanski Luc et Thévenot Laurent (1991), De la "
		  "justification. Les économies de la grandeur, "
		  "Paris, Gallimard.",
		    "Boltanski, Luc; Thévenot, Laurent | 1991 | title: "
		    "De la justification. Les économies de la grandeur "
		    "| pub: Gallimard | place: Paris" },
		{ "Bloch M., « Pour une histoire comparée des "
		  "sociétés européennes », Revue de synthèse "
		  "historique, t. 46, 1928, p. 15-50.",
		    "Bloch, M. | 1928 | title: Pour une histoire "
		    "comparée des sociétés européennes | in: Revue de "
		    "synthèse historique | vol: 46 | pp: 15-50" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
spanish_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "García Canclini, Néstor (1990). Culturas "
		  "híbridas. México: Grijalbo.",
		    "García Canclini, Néstor | 1990 | title: "
		    "Culturas híbridas | pub: Grijalbo | place: "
		    "México" },
		{ "Germani, G. (1969). Política y sociedad en "
		  "una época de transición. Buenos Aires: "
		  "Paidós.",
		    "Germani, G. | 1969 | title: Política y "
		    "sociedad en una época de transición | pub: "
		    "Paidós | place: Buenos Aires" },
		{ "Ortega y Gasset, José (1930): La rebelión de las "
		  "masas. Madrid: Revista de Occidente.",
		    "Ortega y Gasset, José | 1930 | title: La rebelión "
		    "de las masas | pub: Revista de Occidente | place: "
		    "Madrid" },
		{ "Linz, Juan J. «El sistema de partidos en España». "
		  "Revista Española de Investigaciones Sociológicas, "
		  "n.º 4, 1978, pp. 9-32.",
		    "Linz, Juan J. | 1978 | title: El sistema de "
		    "partidos en España | in: Revista Española de "
		    "Investigaciones Sociológicas | no: 4 | pp: 9-32" },
		{ "Quijano, Aníbal. “Colonialidad del poder, "
		  "eurocentrismo y América Latina”. En: Lander, "
		  "Edgardo (comp.). La colonialidad del saber. "
		  "Buenos Aires: CLACSO, 2000. p. 201-246.",
		    "Quijano, Aníbal | eds: Lander, Edgardo | 2000 | "
		    "title: Colonialidad del poder, eurocentrismo y "
		    "América Latina | in: La colonialidad del saber | "
		    "pp: 201-246 | pub: CLACSO | place: Buenos Aires" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
portuguese_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "FREYRE, Gilberto. Casa-grande & senzala. "
		  "Rio de Janeiro: Maia & Schmidt, 1933.",
		    "FREYRE, Gilberto | 1933 | title: "
		    "Casa-grande & senzala | pub: Maia & Schmidt "
		    "| place: Rio de Janeiro" },
		{ "CANDIDO, A. O direito à literatura. In: "
		  "______. Vários escritos. São Paulo: Duas "
		  "Cidades, 1995. p. 235-263.",
		    "CANDIDO, A. | 1995 | title: O direito à "
		    "literatura | in: Vários escritos | pp: "
		    "235-263 | pub: Duas Cidades | place: São "
		    "Paulo" },
		{ "FREIRE, P. Pedagogia do oprimido. 17. ed. Rio de "
		  "Janeiro: Paz e Terra, 1987.",
		    "FREIRE, P. | 1987 | title: Pedagogia do oprimido "
		    "| pub: Paz e Terra | place: Rio de Janeiro | ed: "
		    "17. ed" },
		{ "SCHWARZ, Roberto. As ideias fora do lugar. "
		  "Estudos Cebrap, São Paulo, n. 3, p. 150-161, jan. "
		  "1973.",
		    "SCHWARZ, Roberto | 1973 | title: As ideias fora "
		    "do lugar | in: Estudos Cebrap | no: 3 | pp: "
		    "150-161 | place: São Paulo" },
		{ "Santos, B. de S. (1988). Um discurso sobre as "
		  "ciências na transição para uma ciência "
		  "pós-moderna. Estudos Avançados, 2(2), 46-71.",
		    "Santos, B. de S. | 1988 | title: Um discurso "
		    "sobre as ciências na transição para uma ciência "
		    "pós-moderna | in: Estudos Avançados | vol: 2 | "
		    "no: 2 | pp: 46-71" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
italian_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "C. Ginzburg, Il formaggio e i vermi, "
		  "Torino, Einaudi, 1976.",
		    "Ginzburg, C. | 1976 | title: Il formaggio e "
		    "i vermi | pub: Einaudi | place: Torino" },
		{ "Momigliano A., Per un riesame della storia "
		  "dell'idea di cesarismo, «Rivista storica "
		  "italiana», 68 (1956), pp. 220-229.",
		    "Momigliano, A. | 1956 | title: Per un "
		    "riesame della storia dell'idea di cesarismo "
		    "| in: Rivista storica italiana | vol: 68 | "
		    "pp: 220-229" },
		{ "ECO, U., Opera aperta, Milano, Bompiani, 1962.",
		    "ECO, U. | 1962 | title: Opera aperta | pub: "
		    "Bompiani | place: Milano" },
		{ "N. Bobbio, Teoria della norma giuridica, "
		  "Giappichelli, Torino 1958.",
		    "Bobbio, N. | 1958 | title: Teoria della norma "
		    "giuridica | pub: Giappichelli | place: Torino" },
		{ "Timpanaro S., La genesi del metodo del Lachmann, "
		  "Firenze, Le Monnier, 1963.",
		    "Timpanaro, S. | 1963 | title: La genesi del "
		    "metodo del Lachmann | pub: Le Monnier | place: "
		    "Firenze" },
		{ "Ginzburg C., «Spie. Radici di un paradigma "
		  "indiziario», in A. Gargani (a cura di), Crisi "
		  "della ragione, Torino, Einaudi, 1979, pp. 57-106.",
		    "Ginzburg, C. | eds: Gargani, A. | 1979 | title: "
		    "Spie. Radici di un paradigma indiziario | in: "
		    "Crisi della ragione | pp: 57-106 | pub: Einaudi | "
		    "place: Torino" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
russian_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "Лотман Ю.М. Структура художественного "
		  "текста. М.: Искусство, 1970. 384 с.",
		    "Лотман, Ю.М. | 1970 | title: Структура "
		    "художественного текста | pub: "
		    "Искусство | place: М" },
		{ "Колмогоров А.Н. Три подхода к определению "
		  "понятия «количество информации» // Проблемы "
		  "передачи информации. 1965. Т. 1. № 1. С. "
		  "3-11.",
		    "Колмогоров, А.Н. | 1965 | title: Три "
		    "подхода к определению понятия «количество "
		    "информации» | in: Проблемы передачи "
		    "информации | vol: 1 | no: 1 | pp: 3-11" },
		{ "Бахтин М. М. Проблемы поэтики Достоевского. — М.: "
		  "Советский писатель, 1963. — 364 с.",
		    "Бахтин, М. М. | 1963 | title: Проблемы поэтики "
		    "Достоевского | pub: Советский писатель "
		    "| place: М" },
		{ "Выготский Л. С. Мышление и речь. М.; Л.: "
		  "Соцэкгиз, 1934.",
		    "Выготский, Л. С. | 1934 | title: Мышление и речь "
		    "| pub: Соцэкгиз | place: М.; Л." },
		{ "Канторович Л. В. О перемещении масс // Доклады "
		  "Академии наук СССР. 1942. Т. 37, № 7–8. С. "
		  "227–229.",
		    "Канторович, Л. В. | 1942 | title: О перемещении "
		    "масс | in: Доклады Академии наук СССР | vol: 37 | "
		    "no: 7–8 | pp: 227-229" },
		{ "Выготский Л.С. Мышление и речь. – Изд. 5, испр. – М.: "
		  "Лабиринт, 1999. – 352 с.",
		    "Выготский, Л.С. | 1999 | title: Мышление и речь | "
		    "pub: Лабиринт | place: М | ed: 5" },
		{ "Пропп В.Я. Морфология сказки. Л.: Academia, 1928.",
		    "Пропп, В.Я. | 1928 | title: Морфология сказки | "
		    "pub: Academia | place: Л" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
chinese_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "费孝通. 乡土中国[M]. 北京: 三联书店, 1985.",
		    "费, 孝通 | 1985 | title: 乡土中国 | pub: 三联书店 | "
		    "place: 北京" },
		{ "周志华, 陈世福. 神经网络集成[J]. 计算机学报, 2002, 25(1): "
		  "1-8.",
		    "周, 志华; 陈, 世福 | 2002 | title: 神经网络集成 | in: "
		    "计算机学报 | vol: 25 | no: 1 | pp: 1-8" },
		{ "张军, 吴桂英, 张吉鹏. 中国省际物质资本存量估算: "
		  "1952—2000[J]. 经济研究, 2004(10): 35-44.",
		    "张, 军; 吴, 桂英; 张, 吉鹏 | 2004 | title: "
		    "中国省际物质资本存量估算: 1952—2000 | in: 经济研究 | "
		    "no: 10 | pp: 35-44" },
		{ "钱学森. 工程控制论[M]. 北京: 科学出版社, 1958.",
		    "钱, 学森 | 1958 | title: 工程控制论 | pub: "
		    "科学出版社 | place: 北京" },
		{ "王选, 吕之敏, 汤玉海, 等. "
		  "高分辨率汉字字形发生器[J]. 计算机学报, 1985, "
		  "8(6): 401-411.",
		    "王, 选; 吕, 之敏; 汤, 玉海; ... | 1985 | title: "
		    "高分辨率汉字字形发生器 | in: 计算机学报 | vol: 8 "
		    "| no: 6 | pp: 401-411" },
		{ "陈寅恪. 隋唐制度渊源略论稿[M]. 上海: 商务印书馆, "
		  "1946: 12-15.",
		    "陈, 寅恪 | 1946 | title: 隋唐制度渊源略论稿 | pp: "
		    "12-15 | pub: 商务印书馆 | place: 上海" },
		{ "李航. 统计学习方法[M]. 2版. 北京: 清华大学出版社, "
		  "2019.",
		    "李, 航 | 2019 | title: 统计学习方法 | pub: "
		    "清华大学出版社 | place: 北京 | ed: 2版" },
		{ "王力. 中国现代语法[M]. 上海：商务印书馆，1943.",
		    "王, 力 | 1943 | title: 中国现代语法 | pub: "
		    "商务印书馆 | place: 上海" },
		{ "吴文俊. 初等几何判定问题与机械化证明[J]. "
		  "中国科学, 1977, (6): 507-516.",
		    "吴, 文俊 | 1977 | title: "
		    "初等几何判定问题与机械化证明 | in: 中国科学 | no: "
		    "6 | pp: 507-516" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
japanese_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "福島邦彦. "
		  "位置ずれに影響されないパターン認識機構の神経回路のモデル. "
		  "電子通信学会論文誌A, 62(10), 658-665, 1979.",
		    "福島, 邦彦 | 1979 | title: "
		    "位置ずれに影響されないパターン認識機構の神経回路のモデル "
		    "| in: "
		    "電子通信学会論文誌A | vol: 62 | no: 10 | pp: 658-665" },
		{ "丸山眞男: 日本の思想. 岩波書店, 東京, 1961.",
		    "丸山, 眞男 | 1961 | title: 日本の思想 | pub: 岩波書店 | "
		    "place: 東京" },
		{ "甘利俊一: 情報幾何学. 応用数理, 2(1), 37-56, 1992.",
		    "甘利, 俊一 | 1992 | title: 情報幾何学 | in: "
		    "応用数理 | vol: 2 | no: 1 | pp: 37-56" },
		{ "湯川秀樹. 旅人. 東京: 角川書店, 1958.",
		    "湯川, 秀樹 | 1958 | title: 旅人 | pub: 角川書店 | "
		    "place: 東京" },
		{ "中根千枝『タテ社会の人間関係』講談社、1967年。",
		    "中根, 千枝 | 1967 | title: タテ社会の人間関係 | "
		    "pub: 講談社" },
		{ "柳田國男「蝸牛考」『人類學雜誌』42巻4号、1927年、125-"
		  "135頁。",
		    "柳田, 國男 | 1927 | title: 蝸牛考 | in: "
		    "人類學雜誌 | vol: 42 | no: 4 | pp: 125-135" },
		{ "湯川秀樹・朝永振一郎・坂田昌一：素粒子論の研究，岩波書店，19"
		  "49．",
		    "湯川, 秀樹; 朝永, 振一郎; 坂田, 昌一 | 1949 | title: "
		    "素粒子論の研究 | pub: 岩波書店" },
		{ "網野善彦「中世の非農業民と天皇」岩波書店編『岩波講座日本歴史"
		  " "
		  "中世1』岩波書店、1975年、pp. 1-45。",
		    "網野, 善彦 | eds: 岩波書店 | 1975 | title: "
		    "中世の非農業民と天皇 | in: "
		    "岩波講座日本歴史 中世1 | pp: 1-45 | pub: 岩波書店" },
		{ "ミシェル・フーコー『監獄の誕生』田村俶訳、新潮社、1977年。",
		    "フーコー, ミシェル | 1977 | title: 監獄の誕生 | "
		    "pub: 新潮社" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

static void
korean_references_are_read(void **state)
{
	static const struct reading strings[] = {
		{ "이기문. 국어사개설. 서울: 민중서관, 1961.",
		    "이, 기문 | 1961 | title: 국어사개설 | pub: 민중서관 | "
		    "place: 서울" },
		{ "김윤식·김현, 『한국문학사』, 민음사, 1973.",
		    "김, 윤식; 김, 현 | 1973 | title: 한국문학사 | pub: "
		    "민음사" },
		{ "김소월. 진달래꽃. 서울: 매문사, 1925.",
		    "김, 소월 | 1925 | title: 진달래꽃 | pub: 매문사 | "
		    "place: 서울" },
		{ "최현배. 우리말본. 서울: 연희전문학교출판부, 1937.",
		    "최, 현배 | 1937 | title: 우리말본 | pub: "
		    "연희전문학교출판부 | place: 서울" },
		{ "강만길. 한국현대사. 서울: 창작과비평사, 1984.",
		    "강, 만길 | 1984 | title: 한국현대사 | pub: "
		    "창작과비평사 | place: 서울" },
		{ "이숭녕 (1955). 신라시대의 표기법 체계에 관한 "
		  "시론. 서울대학교 논문집, 2, 62-166.",
		    "이, 숭녕 | 1955 | title: 신라시대의 표기법 체계에 "
		    "관한 시론 | in: 서울대학교 논문집 | vol: 2 | pp: "
		    "62-166" },
	};

	(void)state;
	check_readings(strings, COUNT(strings), shown);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_references_are_read),
		cmocka_unit_test(german_references_are_read),
		cmocka_unit_test(french_references_are_read),
		cmocka_unit_test(spanish_references_are_read),
		cmocka_unit_test(portuguese_references_are_read),
		cmocka_unit_test(italian_references_are_read),
		cmocka_unit_test(russian_references_are_read),
		cmocka_unit_test(chinese_references_are_read),
		cmocka_unit_test(japanese_references_are_read),
		cmocka_unit_test(korean_references_are_read),
	};

	return cmocka_run_group_tests_name("languages", tests, NULL, NULL);
}
