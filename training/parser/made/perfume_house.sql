CREATE TABLE Perfumer (Perfumer_ID integer PRIMARY KEY, Name text, Birth_Year integer, Hometown text, Nationality text);
CREATE TABLE Fragrance (Fragrance_ID integer PRIMARY KEY, Title text, Perfumer_ID integer, Launch_Year integer, Concentration text, Price real, Bottle_Ml integer, Season text, FOREIGN KEY (Perfumer_ID) REFERENCES Perfumer(Perfumer_ID));
CREATE TABLE Ingredient (Ingredient_ID integer PRIMARY KEY, Name text, Note_Type text, Origin text, Cost_Per_Kg real, Is_Natural text);
CREATE TABLE Formula (Fragrance_ID integer, Ingredient_ID integer, Percentage real, Accord text, PRIMARY KEY (Fragrance_ID, Ingredient_ID), FOREIGN KEY (Fragrance_ID) REFERENCES Fragrance(Fragrance_ID), FOREIGN KEY (Ingredient_ID) REFERENCES Ingredient(Ingredient_ID));
CREATE TABLE Boutique (Boutique_ID integer PRIMARY KEY, Name text, City text, Opening_Year integer, Staff_Count integer);
CREATE TABLE Stock (Boutique_ID integer, Fragrance_ID integer, Bottles integer, Last_Delivery date, PRIMARY KEY (Boutique_ID, Fragrance_ID), FOREIGN KEY (Boutique_ID) REFERENCES Boutique(Boutique_ID), FOREIGN KEY (Fragrance_ID) REFERENCES Fragrance(Fragrance_ID));
INSERT INTO Perfumer VALUES
(1,'Celeste Aubry',1961,'Grasse','French'),
(2,'Farid Haddad',1975,'Muscat','Omani'),
(3,'Yuki Morita',1983,'Kyoto','Japanese'),
(4,'Ines Carvalho',1969,'Lisbon','Portuguese'),
(5,'Tomas Brandt',1990,'Cologne','German'),
(6,'Anaya Rao',1987,'Mysore','Indian'),
(7,'Luc Ferrand',1952,'Grasse','French'),
(8,'Park Seoyeon',1992,'Jeonju','Korean');
INSERT INTO Fragrance VALUES
(1,'Midnight Quay',1,2009,'Eau de Parfum',145,50,'winter'),
(2,'Salt Orchard',4,2015,'Eau de Toilette',82,100,'summer'),
(3,'Frankincense Road',2,2012,'Extrait',290,30,'winter'),
(4,'Paper Lantern',3,2018,'Eau de Toilette',95,50,'spring'),
(5,'Cloud Tea',3,2021,'Cologne',64,100,'spring'),
(6,'Velvet Ash',1,2017,'Eau de Parfum',168,50,'autumn'),
(7,'Marigold Hour',6,2020,'Eau de Parfum',120,75,'summer'),
(8,'Copper Rain',5,2022,'Eau de Toilette',78,100,'autumn'),
(9,'Saffron Letter',2,2019,'Extrait',315,30,'autumn'),
(10,'First Frost',1,1998,'Cologne',58,NULL,'winter'),
(11,'Persimmon Eve',NULL,2023,'Eau de Parfum',133,50,'autumn');
INSERT INTO Ingredient VALUES
(1,'Bergamot','top','Calabria',140,'yes'),
(2,'Damask Rose','heart','Isparta',6900,'yes'),
(3,'Sandalwood','base','Mysore',2300,'yes'),
(4,'Iso Amber','base','Laboratory',45,'no'),
(5,'Frankincense','heart','Dhofar',510,'yes'),
(6,'Jasmine','heart','Grasse',5200,'yes'),
(7,'Pink Pepper','top','Reunion',260,'yes'),
(8,'White Musk','base','Laboratory',38,'no'),
(9,'Yuzu','top','Kochi',420,'yes'),
(10,'Saffron','heart','Herat',11500,'yes'),
(11,'Vetiver','base','Haiti',330,'yes'),
(12,'Calone','top','Laboratory',NULL,'no');
INSERT INTO Formula VALUES
(1,1,4.5,'citrus'),(1,3,9.0,'woody'),(1,8,3.2,'musky'),(2,12,1.1,'marine'),(2,1,6.0,'citrus'),(3,5,12.5,'resinous'),(3,3,7.5,'woody'),(4,9,5.5,'citrus'),(4,8,4.0,'musky'),(6,4,8.8,'woody'),(6,2,2.4,'floral'),(7,6,3.6,'floral'),(9,10,1.8,'spicy'),(9,2,3.0,'floral');
INSERT INTO Boutique VALUES
(1,'Maison Quai','Paris',1994,12),(2,'Rua Nova','Lisbon',2006,5),(3,'Gion Corner','Kyoto',2013,4),(4,'Al Bahr','Muscat',2011,7),(5,'Hanok Scent','Seoul',2019,6),(6,'Soho Vial','London',2003,9),(7,'Dom Flakon','Cologne',2016,3),(8,'Marais Atelier','Paris',2021,4);
INSERT INTO Stock VALUES
(1,1,40,'2024-03-02'),(1,3,12,'2024-02-18'),(1,6,25,'2024-03-02'),(1,9,6,'2023-12-11'),(2,2,33,'2024-01-20'),(2,5,18,'2024-01-20'),(3,4,22,'2024-02-07'),(3,5,30,'2024-02-28'),(4,3,15,'2023-11-30'),(4,9,9,'2024-01-05'),(5,4,27,'2024-03-15'),(5,1,0,NULL),(6,8,14,'2023-10-22'),(6,7,19,'2024-02-01');
