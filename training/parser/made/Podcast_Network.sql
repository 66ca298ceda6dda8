CREATE TABLE Show (
  Show_ID integer PRIMARY KEY,
  Title text,
  Genre text,
  Language text,
  Launch_Year integer,
  Subscribers integer
);
CREATE TABLE Person (
  Person_ID integer PRIMARY KEY,
  Name text,
  Home_City text,
  Occupation text,
  Birth_Year integer
);
CREATE TABLE Hosting (
  Show_ID integer,
  Person_ID integer,
  Since_Year integer,
  Fee_Per_Episode real,
  PRIMARY KEY (Show_ID, Person_ID),
  FOREIGN KEY (Show_ID) REFERENCES Show(Show_ID),
  FOREIGN KEY (Person_ID) REFERENCES Person(Person_ID)
);
CREATE TABLE Episode (
  Episode_ID integer PRIMARY KEY,
  Show_ID integer,
  Title text,
  Release_Date date,
  Minutes integer,
  Downloads integer,
  Rating real,
  FOREIGN KEY (Show_ID) REFERENCES Show(Show_ID)
);
CREATE TABLE Guest_Spot (
  Episode_ID integer,
  Person_ID integer,
  Topic text,
  Remote text,
  PRIMARY KEY (Episode_ID, Person_ID),
  FOREIGN KEY (Episode_ID) REFERENCES Episode(Episode_ID),
  FOREIGN KEY (Person_ID) REFERENCES Person(Person_ID)
);
CREATE TABLE Sponsorship (
  Sponsorship_ID integer PRIMARY KEY,
  Show_ID integer,
  Brand text,
  Industry text,
  Amount real,
  Start_Date date,
  FOREIGN KEY (Show_ID) REFERENCES Show(Show_ID)
);
INSERT INTO Show VALUES
(1,'Cold Ledger','true crime','English',2016,840000),
(2,'Quiet Kitchen','food','English',2019,215000),
(3,'Nachtzug','history','German',2014,390000),
(4,'Tinta y Sal','literature','Spanish',2020,98000),
(5,'Orbit Check','science','English',2018,560000),
(6,'Le Petit Bug','technology','French',2021,74000),
(7,'Second Shift','business','English',2017,310000),
(8,'Mar Adentro','science','Spanish',2022,NULL),
(9,'Bone Archive','history','English',2023,45000);
INSERT INTO Person VALUES
(1,'Delia Marsh','Leeds','journalist',1979),
(2,'Theo Okonjo','London','chef',1988),
(3,'Katrin Vogel','Leipzig','historian',1970),
(4,'Ramiro Paz','Rosario','novelist',1965),
(5,'Sunita Rao','Toronto','astronomer',1984),
(6,'Julien Mercier','Lyon','programmer',1993),
(7,'Abby Stone','Toronto','journalist',1990),
(8,'Ines Cordero','Valencia','biologist',1986),
(9,'Gus Halloran','Leeds','detective',1957),
(10,'Mila Novak','Ljubljana','astronomer',NULL),
(11,'Haruka Endo','London','chef',1996);
INSERT INTO Hosting VALUES
(1,1,2016,900),
(1,7,2020,650),
(2,2,2019,400),
(3,3,2014,520),
(4,4,2020,300),
(5,5,2018,700),
(5,7,2021,480),
(6,6,2021,250),
(7,7,2017,610),
(8,8,2022,NULL);
INSERT INTO Episode VALUES
(11,1,'The Missing Invoice','2023-01-10',52,410000,4.7),
(12,1,'Harbour Nine','2023-02-14',61,388000,4.5),
(13,2,'Salt First','2023-01-20',34,61000,4.2),
(14,2,'Broth','2023-05-02',29,72500,4.8),
(15,3,'Die letzte Linie','2022-11-08',74,120300,4.6),
(16,5,'Why Rings Fade','2023-03-03',45,201000,4.4),
(17,5,'Dust','2023-06-15',48,187400,3.9),
(18,5,'Listening to Europa','2023-07-21',57,240900,4.9),
(19,4,'Cartas','2022-09-30',38,22000,4.1),
(20,6,'Zéro virgule un','2023-04-11',26,15800,3.7),
(21,7,'Night Managers','2022-12-05',41,99000,4.0),
(22,8,'Posidonia','2023-08-09',36,8700,NULL),
(24,1,'Paper Trail','2023-11-07',47,371500,4.3),
(23,1,'Gus Remembers','2023-09-19',83,455000,4.9);
INSERT INTO Guest_Spot VALUES
(11,9,'fraud','no'),
(23,9,'cold cases','no'),
(12,3,'smuggling','yes'),
(14,11,'stock','no'),
(16,10,'Saturn','yes'),
(17,10,'comet dust','yes'),
(18,10,'icy moons','yes'),
(18,8,'life in oceans','yes'),
(19,3,'letters','yes'),
(21,2,'restaurants','no'),
(22,5,'satellite images','yes');
INSERT INTO Sponsorship VALUES
(1,1,'Bramble Mattress','home',52000,'2023-01-01'),
(2,1,'Vaultly','software',38000,'2023-06-01'),
(3,2,'Olive & Ash','food',12500,'2023-03-15'),
(4,5,'Vaultly','software',27000,'2022-10-01'),
(5,3,'Kessel Kaffee','food',9800,'2022-04-01'),
(6,7,'Ledgerloom','finance',21000,'2022-09-12'),
(7,5,'Ledgerloom','finance',18500,'2023-07-01'),
(8,6,'Hexabit','software',4300,'2023-02-20');
