CREATE TABLE dairy (dairy_id INTEGER PRIMARY KEY, dairy_name TEXT, owner TEXT, region TEXT, country TEXT, founded_year INTEGER, herd_size INTEGER);
CREATE TABLE cheese (cheese_id INTEGER PRIMARY KEY, dairy_id INTEGER REFERENCES dairy(dairy_id), cheese_name TEXT, milk TEXT, texture TEXT, ripening_months INTEGER, fat_pct REAL, price_kg REAL);
CREATE TABLE contest (contest_id INTEGER PRIMARY KEY, city TEXT, country TEXT, year INTEGER, start_date DATE, visitors INTEGER);
CREATE TABLE entry (entry_id INTEGER PRIMARY KEY, contest_id INTEGER REFERENCES contest(contest_id), cheese_id INTEGER REFERENCES cheese(cheese_id), class TEXT, points REAL, medal TEXT);
CREATE TABLE judge (judge_id INTEGER PRIMARY KEY, judge_name TEXT, country TEXT, profession TEXT, since_year INTEGER);
CREATE TABLE contest_judge (contest_id INTEGER REFERENCES contest(contest_id), judge_id INTEGER REFERENCES judge(judge_id), table_no INTEGER, fee INTEGER, PRIMARY KEY (contest_id, judge_id));
INSERT INTO dairy VALUES
(1,'Fromagerie du Causse','Solene Vidal','Occitanie','France',1964,85),(2,'Caseificio Monviso','Dario Bruno','Piedmont','Italy',1931,140),(3,'Cnoc Rua Farm','Aoife Brennan','Cork','Ireland',1996,62),(4,'Quesos La Peral Vieja','Iker Ansola','Asturias','Spain',1978,54),(5,'Alpkase Tobler','Regula Tobler','Appenzell','Switzerland',1919,38),
(6,'Imsil Hilltop','Kang Daehyun','Jeolla','South Korea',2007,47),(7,'Boerderij Zwaluw','Femke Dijkstra','Friesland','Netherlands',1958,210),(8,'Prairie Wheel','Curtis Hale','Wisconsin','United States',2012,320),(9,'Latteria Brenta','Marta Zen','Veneto','Italy',1949,NULL),(10,'Ferme des Hetres','Luc Aubry','Jura','France',1987,71);
INSERT INTO cheese VALUES
(1,1,'Bleu des Grottes','sheep','soft',5,33.0,29.5),(2,1,'Tomette Vidal','sheep','semi-hard',4,31.5,26.0),(3,2,'Monviso Riserva','cow','hard',24,34.2,32.0),(4,3,'Red Hill Washed','cow','soft',2,28.0,24.8),(5,3,'Cnoc Goat Log','goat','fresh',0,21.0,22.5),(6,4,'Azul de la Cueva','goat','soft',6,35.0,27.9),(7,5,'Tobler Extra','cow','hard',18,33.5,38.4),
(8,6,'Imsil Smoked','cow','semi-hard',3,27.5,19.9),(9,7,'Zwaluw Overjarig','cow','hard',30,31.0,23.7),(10,7,'Zwaluw Komijn','cow','semi-hard',6,30.0,15.4),(11,8,'Wheelhouse Cheddar','cow','hard',12,32.8,18.6),(12,9,'Brenta Fresca','buffalo','fresh',0,25.5,17.2),(13,10,'Hetre Vieux','cow','hard',14,33.0,NULL);
INSERT INTO contest VALUES
(1,'Bergamo','Italy',2018,'2018-10-19',31000),(2,'Tours','France',2019,'2019-06-02',18500),(3,'Oviedo','Spain',2021,'2021-11-03',12200),(4,'Bergamo','Italy',2022,'2022-10-21',34700),(5,'Cork','Ireland',2022,'2022-05-14',8900),(6,'Tours','France',2023,'2023-09-10',21300),(7,'Jeonju','South Korea',2023,'2023-10-06',15800),(8,'Utrecht','Netherlands',2024,'2024-03-22',NULL);
INSERT INTO entry VALUES
(1,1,3,'long aged',91.5,'gold'),(2,1,7,'long aged',94.0,'gold'),(3,2,1,'blue',88.0,'silver'),(4,2,4,'washed rind',84.5,'bronze'),(5,3,6,'blue',95.5,'gold'),(6,3,1,'blue',90.0,'silver'),(7,4,9,'long aged',93.0,'gold'),(8,4,3,'long aged',89.5,'silver'),(9,5,4,'washed rind',92.0,'gold'),(10,5,11,'long aged',71.5,NULL),(11,6,7,'long aged',96.5,'gold'),(12,6,10,'flavoured',78.0,NULL),(13,7,8,'flavoured',86.0,'silver'),(14,7,7,'long aged',90.5,'silver');
INSERT INTO judge VALUES
(1,'Beatrix Holl','Austria','chef',2009),(2,'Gianni Merlo','Italy','cheesemonger',2001),(3,'Catherine Roux','France','journalist',2014),(4,'Padraig Nolan','Ireland','chef',2017),(5,'Min Sora','South Korea','food scientist',2019),(6,'Esteban Prado','Spain','cheesemonger',1998),(7,'Hanneke Bos','Netherlands','food scientist',2011),(8,'Olivier Caron','France','cheesemonger',2006),(9,'Sunita Kapoor','India','journalist',2023);
INSERT INTO contest_judge VALUES
(1,2,1,400),(1,1,2,350),(2,3,1,300),(2,8,2,380),(3,6,1,420),(4,2,1,450),(4,7,3,330),(5,4,1,250),(6,8,1,400),(6,3,2,320),(6,2,4,410),(7,5,1,NULL),(7,7,2,360);
