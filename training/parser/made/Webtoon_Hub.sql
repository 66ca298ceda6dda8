CREATE TABLE Creator (
  Creator_Id INTEGER PRIMARY KEY,
  Pen_Name TEXT,
  Real_Name TEXT,
  City TEXT,
  Country TEXT,
  Debut_Year INTEGER
);
CREATE TABLE Webtoon (
  Toon_Id INTEGER PRIMARY KEY,
  Title TEXT,
  Genre TEXT,
  Start_Date DATE,
  Status TEXT,
  Weekday TEXT,
  Age_Limit INTEGER
);
CREATE TABLE Credit (
  Toon_Id INTEGER,
  Creator_Id INTEGER,
  Job TEXT,
  Share_Pct INTEGER,
  PRIMARY KEY (Toon_Id, Creator_Id),
  FOREIGN KEY (Toon_Id) REFERENCES Webtoon(Toon_Id),
  FOREIGN KEY (Creator_Id) REFERENCES Creator(Creator_Id)
);
CREATE TABLE Episode (
  Episode_Id INTEGER PRIMARY KEY,
  Toon_Id INTEGER REFERENCES Webtoon(Toon_Id),
  Number INTEGER,
  Title TEXT,
  Released DATE,
  Views INTEGER,
  Likes INTEGER,
  Coins INTEGER
);
CREATE TABLE Reader (
  Reader_Id INTEGER PRIMARY KEY,
  Nickname TEXT,
  Country TEXT,
  Joined DATE,
  Plan TEXT,
  Coin_Balance INTEGER
);
CREATE TABLE Bookmark (
  Reader_Id INTEGER,
  Toon_Id INTEGER,
  Added DATE,
  Stars INTEGER,
  PRIMARY KEY (Reader_Id, Toon_Id),
  FOREIGN KEY (Reader_Id) REFERENCES Reader(Reader_Id),
  FOREIGN KEY (Toon_Id) REFERENCES Webtoon(Toon_Id)
);
INSERT INTO Creator VALUES
(1,'Moonradish','Seo Yuna','Seoul','Korea',2013),
(2,'INKPOT','Kang Daniel','Incheon','Korea',2009),
(3,'Tofu Knight',NULL,'Busan','Korea',2018),
(4,'Belle Grise','Camille Roux','Nantes','France',2016),
(5,'Nasi Panel','Adi Prasetyo','Bandung','Indonesia',2019),
(6,'QuietFox','Hannah Weiss','Toronto','Canada',2020),
(7,'Old Brush','Maeng Gi-cheol','Seoul','Korea',2004),
(8,'Lychee','Phan Thi Mai','Hue','Vietnam',2021),
(9,'Dot Dot','Park Sol','Daegu','Korea',2022);
INSERT INTO Webtoon VALUES
(1,'Office Goblin','comedy','2017-03-06','finished','Mon',0),
(2,'The Ninth Tower','fantasy','2019-08-14','running','Wed',12),
(3,'Salt and Ashes','thriller','2021-01-22','running','Fri',18),
(4,'My Neighbour the Comet','romance','2020-05-05','finished','Tue',0),
(5,'Warung at Midnight','romance','2022-09-17','running','Sat',12),
(6,'Regression Chef','fantasy','2023-02-01','running','Wed',7),
(7,'Glass Detective','thriller','2018-10-12','paused','Fri',15),
(8,'Hanbok Thief','historical','2016-06-19','finished','Sun',12),
(9,'Level Zero Mage','fantasy','2024-01-10','running',NULL,12),
(10,'Two Spoons','comedy','2023-11-27','paused','Mon',0);
INSERT INTO Credit VALUES
(1,2,'writer',50),
(1,1,'artist',50),
(2,2,'writer',40),
(2,3,'artist',60),
(3,7,'writer',100),
(4,1,'artist',70),
(4,4,'writer',30),
(5,5,'artist',100),
(6,3,'artist',55),
(6,6,'writer',45),
(7,7,'artist',65),
(7,6,'colourist',35),
(8,7,'writer',100),
(10,8,'artist',100);
INSERT INTO Episode VALUES
(1,1,1,'Clocking In','2017-03-06',812000,40100,0),
(2,1,2,'The Stapler','2017-03-13',640500,31800,2),
(3,2,1,'Doors','2019-08-14',1520000,98700,0),
(4,2,2,'Ninth Step','2019-08-21',1310000,90200,3),
(5,3,1,'Prologue','2021-01-22',455000,22100,0),
(6,3,2,'Ashtray','2021-01-29',402300,19900,4),
(7,4,1,'Impact','2020-05-05',980000,76500,0),
(8,5,1,'Prologue','2022-09-17',233000,15400,0),
(9,6,1,'Burnt Rice','2023-02-01',1105000,81000,0),
(10,6,2,'Second Life, First Soup','2023-02-08',1012000,77300,3),
(11,7,1,'Shards','2018-10-12',371000,12700,0),
(12,8,1,'The Needle','2016-06-19',529000,28800,1),
(13,6,3,'Knife Work','2023-02-15',968000,NULL,3);
INSERT INTO Reader VALUES
(1,'noodle_king','Korea','2018-04-02','premium',120),
(2,'pagefairy','France','2020-11-15','free',8),
(3,'sambal99','Indonesia','2022-10-01','basic',35),
(4,'mapleleafy','Canada','2021-07-23','premium',210),
(5,'jinjoo','Korea','2019-01-30','basic',0),
(6,'oldtimer','Germany','2016-06-20','free',NULL),
(7,'cometchaser','Korea','2020-06-06','premium',64),
(8,'minhtoon','Vietnam','2023-12-24','free',15),
(9,'ghostscroll','Brazil','2024-02-02','basic',22);
INSERT INTO Bookmark VALUES
(1,2,'2019-09-01',5),
(1,6,'2023-02-10',4),
(1,3,'2021-02-02',3),
(2,4,'2020-11-16',5),
(3,5,'2022-10-02',5),
(4,2,'2021-07-30',4),
(4,6,'2023-03-01',5),
(5,1,'2019-02-03',4),
(5,8,'2019-02-11',2),
(7,4,'2020-06-06',5),
(7,2,'2020-08-19',4),
(8,10,'2023-12-26',3),
(6,8,'2016-07-01',NULL),
(7,6,'2023-04-04',5);
