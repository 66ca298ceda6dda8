CREATE TABLE Brigade (
  Brigade_ID integer PRIMARY KEY,
  Name text,
  Region text,
  Founded_Year integer,
  Annual_Budget real,
  Motto text
);
INSERT INTO Brigade VALUES
(1,'Hallstatt Volunteers','Upper Austria',1872,84000,'God in honour, neighbour in need'),
(2,'Ribe Brandvaern','Jutland',1901,61500,NULL),
(3,'Puerto Varas Company','Los Lagos',1912,120300,'Always ready'),
(4,'Oakridge Fire Auxiliary','Victoria',1939,97800,'Neighbours first'),
(5,'Yackandandah Crew','Victoria',1944,45250,'Stand by me'),
(6,'Gmunden Reserve','Upper Austria',1868,150900,'Always ready'),
(7,'Frutillar Company','Los Lagos',1927,73000,NULL),
(8,'Skagen Havnevagt','Jutland',1958,38900,'Sea and flame');
CREATE TABLE Volunteer (
  Volunteer_ID integer PRIMARY KEY,
  Brigade_ID integer,
  Name text,
  Birth_Year integer,
  Rank text,
  Occupation text,
  Joined_Year integer,
  FOREIGN KEY (Brigade_ID) REFERENCES Brigade(Brigade_ID)
);
INSERT INTO Volunteer VALUES
(21,1,'Lukas Ederer',1984,'Captain','carpenter',2003),
(22,1,'Theresa Plank',1992,'Firefighter','nurse',2012),
(23,2,'Mette Kjaer',1979,'Lieutenant','baker',2001),
(24,3,'Rodrigo Alvear',1968,'Captain','lawyer',1988),
(25,3,'Paulina Oyarzo',1996,'Firefighter','student',2017),
(26,3,'Ignacio Winkler',1989,'Lieutenant','farmer',2009),
(27,4,'Bronwyn Tully',1975,'Captain','farmer',1999),
(28,4,'Darren Hsu',1990,'Firefighter','electrician',2015),
(29,5,'Shane Mulcahy',1981,'Lieutenant','winemaker',2004),
(30,6,'Florian Buchegger',1999,'Firefighter','student',2018),
(31,6,'Sabine Zauner',1987,'Firefighter','carpenter',2008),
(32,8,'Anders Toft',1971,'Captain','fisherman',1994),
(33,6,'Georg Achleitner',1963,'Captain',NULL,1982);
CREATE TABLE Engine (
  Plate text PRIMARY KEY,
  Brigade_ID integer,
  Model text,
  Tank_Litres integer,
  Bought_Year integer,
  Price real,
  FOREIGN KEY (Brigade_ID) REFERENCES Brigade(Brigade_ID)
);
INSERT INTO Engine VALUES
('HA-112',1,'Magirus TLF',3000,2011,265000),
('HA-118',1,'Unimog U5000',2000,2004,180000),
('RI-040',2,'Scania P280',4000,2016,310000),
('PV-001',3,'Renault Midlum',2500,2013,198000),
('PV-002',3,'Scania P280',4500,2020,335000),
('OK-771',4,'Isuzu FTS',3200,2015,242000),
('YA-310',5,'Isuzu FTS',3000,2009,NULL),
('GM-221',6,'Magirus TLF',3000,2018,298000),
('GM-222',6,'Magirus DLK',NULL,2019,610000),
('SK-009',8,'Mercedes Atego',1800,1999,95000);
CREATE TABLE Callout (
  Callout_ID integer PRIMARY KEY,
  Brigade_ID integer,
  Call_Date date,
  Kind text,
  Village text,
  Duration_Minutes integer,
  Damage real,
  FOREIGN KEY (Brigade_ID) REFERENCES Brigade(Brigade_ID)
);
INSERT INTO Callout VALUES
(301,1,'2021-01-09','house fire','Obertraun',240,125000),
(302,1,'2021-07-18','flood','Hallstatt',610,480000),
(303,3,'2021-02-02','wildfire','Ensenada',1320,56000),
(304,4,'2021-01-25','wildfire','Warburton',2100,910000),
(305,4,'2021-06-10','storm','Oakridge',380,75500),
(306,5,'2021-12-29','wildfire','Beechworth',960,22000),
(307,6,'2022-02-14','road accident','Traunkirchen',95,18000),
(308,6,'2022-07-03','flood','Gmunden',450,230000),
(309,2,'2022-01-30','storm','Ribe',330,41000),
(310,8,'2022-10-08','boat fire','Skagen',150,160000),
(311,3,'2022-12-19','road accident','Puerto Varas',80,NULL),
(312,6,'2023-03-11','house fire','Gmunden',205,98000);
CREATE TABLE Attendance (
  Callout_ID integer,
  Volunteer_ID integer,
  Role text,
  Hours real,
  PRIMARY KEY (Callout_ID, Volunteer_ID),
  FOREIGN KEY (Callout_ID) REFERENCES Callout(Callout_ID),
  FOREIGN KEY (Volunteer_ID) REFERENCES Volunteer(Volunteer_ID)
);
INSERT INTO Attendance VALUES
(301,21,'commander',4.0),(301,22,'medic',3.5),(302,21,'commander',10.0),(303,24,'commander',18.5),(303,26,'pump operator',16.0),(304,27,'commander',30.0),(304,28,'hose team',28.0),(306,29,'hose team',14.5),(307,31,'medic',1.5),(308,33,'commander',7.5),(308,30,'pump operator',7.0),(309,23,'commander',5.5),(310,32,'commander',2.5),(312,31,'hose team',3.0);
