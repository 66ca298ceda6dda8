CREATE TABLE Theatre (
  Theatre_ID INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  Country TEXT,
  Seat_Count INTEGER,
  Opening_Year INTEGER
);
CREATE TABLE Play (
  Play_ID INTEGER PRIMARY KEY,
  Title TEXT,
  Author TEXT,
  Minutes INTEGER,
  Minimum_Age INTEGER,
  Genre TEXT
);
CREATE TABLE Puppet (
  Puppet_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Play_ID INTEGER,
  Kind TEXT,
  Height_Cm REAL,
  Carver TEXT,
  Made_Year INTEGER,
  FOREIGN KEY (Play_ID) REFERENCES Play(Play_ID)
);
CREATE TABLE Puppeteer (
  Puppeteer_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Country TEXT,
  Birth_Year INTEGER,
  Favourite_Kind TEXT
);
CREATE TABLE Show (
  Show_ID INTEGER PRIMARY KEY,
  Play_ID INTEGER,
  Theatre_ID INTEGER,
  Show_Date DATE,
  Tickets_Sold INTEGER,
  Ticket_Price REAL,
  FOREIGN KEY (Play_ID) REFERENCES Play(Play_ID),
  FOREIGN KEY (Theatre_ID) REFERENCES Theatre(Theatre_ID)
);
CREATE TABLE Cast_List (
  Show_ID INTEGER,
  Puppeteer_ID INTEGER,
  Part TEXT,
  Fee REAL,
  PRIMARY KEY (Show_ID, Puppeteer_ID),
  FOREIGN KEY (Show_ID) REFERENCES Show(Show_ID),
  FOREIGN KEY (Puppeteer_ID) REFERENCES Puppeteer(Puppeteer_ID)
);
INSERT INTO Theatre VALUES
(1,'Little Thread','Prague','Czechia',120,1949),
(2,'Teatro dei Fili','Palermo','Italy',85,1961),
(3,'Marionettenbude','Augsburg','Germany',210,1948),
(4,'Guignol du Parc','Lyon','France',95,1903),
(5,'Kukla Dom','Plovdiv','Bulgaria',160,1975),
(6,'The Glove Box','Bristol','United Kingdom',60,2006),
(7,'Bunraku Kobo','Osaka','Japan',300,1984),
(8,'Jatka Stage','Brno','Czechia',140,1992);
INSERT INTO Play VALUES
(1,'The Salt Princess','Bozena Havel',70,6,'fairy tale'),
(2,'Orlando in Armour','Salvo Cuticchi',95,8,'epic'),
(3,'Moon Over the Bakery','Lisbet Krog',45,3,'comedy'),
(4,'The Clockmaker''s Goose','Bozena Havel',55,4,'comedy'),
(5,'Snow Crane','Emi Tachibana',80,10,'drama'),
(6,'Ten Thieves of Tarnovo','Stoyan Iliev',65,7,'epic'),
(7,'Mister Button Moves Out','Lisbet Krog',40,3,'comedy'),
(8,'The Drowned Bell',NULL,75,12,'drama'),
(9,'Firebird in a Box','Stoyan Iliev',60,5,'fairy tale');
INSERT INTO Puppet VALUES
(1,'Princess Marushka',1,'marionette',62.0,'Jan Rezac',1988),
(2,'King Solnik',1,'marionette',70.5,'Jan Rezac',1988),
(3,'Orlando',2,'rod',118.0,'Nino Amato',1957),
(4,'Rinaldo',2,'rod',112.5,'Nino Amato',1959),
(5,'Baker Bim',3,'glove',34.0,'Hanne Voss',2009),
(6,'The Moon',3,'shadow',48.0,NULL,2009),
(7,'Goose',4,'glove',29.5,'Hanne Voss',2014),
(8,'Otsuru',5,'bunraku',130.0,'Kenji Ohara',1996),
(9,'Old Fisherman',5,'bunraku',136.0,'Kenji Ohara',1999),
(10,'Captain Tarn',6,'rod',88.0,'Petya Koleva',1981),
(11,'Mister Button',7,'glove',31.0,'Hanne Voss',2017),
(12,'Firebird',9,'marionette',55.0,'Petya Koleva',2003),
(13,'Tsar Dodon',9,'shadow',52.5,NULL,2004);
INSERT INTO Puppeteer VALUES
(1,'Vera Kolarova','Czechia',1968,'marionette'),
(2,'Tomas Bily','Czechia',1990,'marionette'),
(3,'Rosalia Greco','Italy',1975,'rod'),
(4,'Klaus Immler','Germany',1959,'glove'),
(5,'Amelie Perrin','France',1988,'glove'),
(6,'Dimitar Stanev','Bulgaria',1981,'rod'),
(7,'Hitomi Sakai','Japan',1972,'bunraku'),
(8,'Owen Pryce','United Kingdom',1995,'shadow'),
(9,'Lucia Ferrante','Italy',1984,'shadow');
INSERT INTO Show VALUES
(1,1,1,'2023-02-11',112,14.0),
(2,2,2,'2023-02-18',79,18.5),
(3,3,6,'2023-03-04',60,9.5),
(4,4,3,'2023-03-25',188,12.0),
(5,5,7,'2023-04-08',274,32.0),
(6,6,5,'2023-05-13',101,8.0),
(7,3,4,'2023-06-17',66,10.0),
(8,2,3,'2023-09-09',143,16.5),
(9,7,6,'2023-10-14',52,9.0),
(10,9,5,'2023-11-18',128,8.5),
(11,1,3,'2023-12-02',205,15.0),
(12,4,1,'2024-01-20',97,13.0),
(13,3,6,'2024-02-24',58,9.8);
INSERT INTO Cast_List VALUES
(1,1,'lead',240.0),
(1,2,'second',150.0),
(2,3,'lead',260.0),
(2,9,'lights',110.0),
(3,8,'lead',180.0),
(4,4,'lead',230.0),
(5,7,'lead',420.0),
(6,6,'lead',170.0),
(7,5,'lead',190.0),
(8,3,'lead',310.0),
(8,4,'second',160.0),
(9,8,'lead',175.0),
(11,1,'lead',300.0),
(12,2,'lead',205.0);
