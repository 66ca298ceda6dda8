CREATE TABLE Observatory (
  Observatory_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Country TEXT,
  Altitude INTEGER,
  Clear_Nights INTEGER
);
CREATE TABLE Telescope (
  Telescope_ID INTEGER PRIMARY KEY,
  Observatory_ID INTEGER,
  Name TEXT,
  Mirror_Diameter REAL,
  First_Light_Year INTEGER,
  Kind TEXT,
  FOREIGN KEY (Observatory_ID) REFERENCES Observatory(Observatory_ID)
);
CREATE TABLE Astronomer (
  Astronomer_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Institute TEXT,
  Country TEXT,
  Career_Stage TEXT
);
CREATE TABLE Proposal (
  Proposal_ID INTEGER PRIMARY KEY,
  Lead_ID INTEGER,
  Title TEXT,
  Topic TEXT,
  Submitted_Date DATE,
  Hours_Requested REAL,
  Score REAL,
  Decision TEXT,
  FOREIGN KEY (Lead_ID) REFERENCES Astronomer(Astronomer_ID)
);
CREATE TABLE Target (
  Target_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Object_Class TEXT,
  Constellation TEXT,
  Magnitude REAL
);
CREATE TABLE Observation (
  Observation_ID INTEGER PRIMARY KEY,
  Proposal_ID INTEGER,
  Telescope_ID INTEGER,
  Target_ID INTEGER,
  Night DATE,
  Hours_Used REAL,
  Seeing REAL,
  Weather TEXT,
  FOREIGN KEY (Proposal_ID) REFERENCES Proposal(Proposal_ID),
  FOREIGN KEY (Telescope_ID) REFERENCES Telescope(Telescope_ID),
  FOREIGN KEY (Target_ID) REFERENCES Target(Target_ID)
);
INSERT INTO Observatory VALUES
(1,'Cerro Blanco','Chile',2635,320),
(2,'Roque Alto','Spain',2396,285),
(3,'Mauna Pele','USA',4170,300),
(4,'Karoo Ridge','South Africa',1798,260),
(5,'Pic d''Argent','France',2870,190),
(6,'Bohyeon Peak','South Korea',1124,155),
(7,'Llano Seco','Chile',5050,310),
(8,'Sierra Clara','Mexico',2830,250);
INSERT INTO Telescope VALUES
(1,1,'Condor',8.2,2001,'optical'),
(2,1,'Vicuna',3.6,1984,'infrared'),
(3,2,'Guanche',10.4,2009,'optical'),
(4,2,'Teide Junior',1.5,1972,'infrared'),
(5,3,'Kilo Hoku',10.0,1996,'optical'),
(6,4,'Springbok',9.2,2005,'optical'),
(7,5,'Bernadette',2.0,1980,'optical'),
(8,6,'Dosol',1.8,1996,'optical'),
(9,7,'Puna Array',12.0,2013,'radio'),
(10,3,'Ahi',15.0,1987,'radio');
INSERT INTO Astronomer VALUES
(1,'Valentina Rojas','Universidad del Norte','Chile','professor'),
(2,'Kenji Morita','Tohoku Institute','Japan','postdoc'),
(3,'Amara Nwosu','Cape Observatory','South Africa','professor'),
(4,'Ellen Vik','Lund Astro','Sweden','student'),
(5,'Choi Minseo','Bohyeon Peak','South Korea','postdoc'),
(6,'Paul Lacroix','Pic d''Argent','France','staff'),
(7,'Isabel Duarte','Instituto de La Laguna','Spain','professor'),
(8,'Greg Tanaka','University of Hilo','USA','staff'),
(9,'Sunita Rao','Pune Centre','India','student'),
(10,'Arjun Mehta','Pune Centre','India','postdoc');
INSERT INTO Proposal VALUES
(1,1,'Winds of dying stars','stars','2022-03-01',24.0,1.8,'accepted'),
(2,2,'Dust in early galaxies','galaxies','2022-03-03',40.0,2.1,'accepted'),
(3,3,'Transits of cold Neptunes','exoplanets','2022-03-10',18.0,1.4,'accepted'),
(4,4,'Faint comets beyond Saturn','solar system','2022-09-02',12.0,3.3,'rejected'),
(5,5,'Flares of red dwarfs','stars','2022-09-05',10.0,2.4,'accepted'),
(6,7,'Galaxy pairs at noon','galaxies','2022-09-12',55.0,2.9,'rejected'),
(7,8,'Molecular clouds in Orion','star formation','2023-03-04',30.0,1.9,'accepted'),
(8,3,'Atmospheres of hot Jupiters','exoplanets','2023-03-06',26.0,1.2,'accepted'),
(9,10,'Quasar clocks','galaxies','2023-03-11',35.0,NULL,'pending'),
(10,1,'Carbon stars of the south','stars','2023-03-12',16.0,2.2,'accepted'),
(11,6,'Pulsing white dwarfs','stars','2023-09-01',8.5,2.7,'rejected');
INSERT INTO Target VALUES
(1,'R Sculptoris','star','Sculptor',5.8),
(2,'SPT-0418','galaxy','Horologium',NULL),
(3,'K2-18 b','exoplanet','Leo',13.5),
(4,'Orion A','nebula','Orion',4.0),
(5,'WASP-121 b','exoplanet','Puppis',10.5),
(6,'AD Leonis','star','Leo',9.3),
(7,'Eta Carinae','star','Carina',4.3),
(8,'NGC 4676','galaxy','Coma Berenices',14.7),
(9,'Horsehead','nebula','Orion',6.8);
INSERT INTO Observation VALUES
(1,1,1,7,'2022-05-11',6.5,0.7,'clear'),
(2,1,2,7,'2022-05-12',5.0,1.1,'thin cloud'),
(3,2,9,2,'2022-06-20',11.0,0.6,'clear'),
(4,2,9,2,'2022-06-21',9.5,0.8,'clear'),
(5,3,6,3,'2022-07-04',7.0,1.6,'windy'),
(6,3,3,3,'2022-08-15',5.5,0.9,'clear'),
(7,5,8,6,'2022-12-02',4.0,1.9,'clear'),
(8,7,10,4,'2023-05-19',8.0,NULL,'clear'),
(9,7,10,4,'2023-06-01',10.0,0.7,'thin cloud'),
(10,8,1,5,'2023-06-14',7.5,0.5,'clear'),
(11,8,5,5,'2023-07-22',6.0,0.6,'clear'),
(12,10,1,1,'2023-08-08',5.5,1.2,'windy'),
(13,5,4,6,'2023-01-17',3.0,1.4,'cloudy');
