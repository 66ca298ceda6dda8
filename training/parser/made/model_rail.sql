CREATE TABLE Club (
  ClubId INTEGER PRIMARY KEY,
  Name TEXT,
  Town TEXT,
  Country TEXT,
  FoundedYear INTEGER,
  AnnualFee REAL
);
CREATE TABLE Member (
  MemberId INTEGER PRIMARY KEY,
  Name TEXT,
  ClubId INTEGER REFERENCES Club(ClubId),
  JoinedYear INTEGER,
  Post TEXT,
  Town TEXT
);
CREATE TABLE Layout (
  LayoutId INTEGER PRIMARY KEY,
  Name TEXT,
  ClubId INTEGER REFERENCES Club(ClubId),
  Gauge TEXT,
  TrackMetres REAL,
  BuiltYear INTEGER,
  Era TEXT
);
CREATE TABLE Locomotive (
  LocoId INTEGER PRIMARY KEY,
  Model TEXT,
  Maker TEXT,
  Gauge TEXT,
  OwnerId INTEGER REFERENCES Member(MemberId),
  Price REAL,
  Digital TEXT
);
CREATE TABLE Exhibition (
  ExhibitionId INTEGER PRIMARY KEY,
  Name TEXT,
  Town TEXT,
  HeldOn DATE,
  Visitors INTEGER,
  TicketPrice REAL
);
CREATE TABLE Showing (
  ExhibitionId INTEGER,
  LayoutId INTEGER,
  StandNo TEXT,
  Prize TEXT,
  PRIMARY KEY (ExhibitionId, LayoutId),
  FOREIGN KEY (ExhibitionId) REFERENCES Exhibition(ExhibitionId),
  FOREIGN KEY (LayoutId) REFERENCES Layout(LayoutId)
);
INSERT INTO Club VALUES
(1,'Whistle Stop Society','Crewe','England',1952,45.0),
(2,'Spur N Freunde','Göppingen','Germany',1968,60.0),
(3,'Halt and Siding Club','York','England',1981,38.0),
(4,'Les Petits Rails','Mulhouse','France',1974,52.0),
(5,'Glen Valley Modellers','Perth','Scotland',1995,30.0),
(6,'Alpenbahn Runde','Chur','Switzerland',1959,85.0),
(7,'Branchline Beginners','Crewe','England',2016,20.0),
(8,'Kleine Eisenbahn','Bremen','Germany',2003,41.5);
INSERT INTO Member VALUES
(1,'Arthur Pemberton',1,1985,'chair','Crewe'),
(2,'Sheila Grange',1,2004,'treasurer','Stoke'),
(3,'Uwe Brandt',2,1991,'chair','Göppingen'),
(4,'Katrin Scholz',2,2013,NULL,'Stuttgart'),
(5,'Desmond Okoro',3,2010,'chair','York'),
(6,'Lucien Meyer',4,1988,'chair','Mulhouse'),
(7,'Colette Haas',4,2019,NULL,'Colmar'),
(8,'Morag Sinclair',5,1997,'secretary','Perth'),
(9,'Reto Caduff',6,1979,'chair','Chur'),
(10,'Ursina Jenal',6,2015,'treasurer','Davos'),
(11,'Billy Tran',7,2021,NULL,'Crewe'),
(12,'Hugo Marsh',1,2018,NULL,'Crewe'),
(13,'Edna Lovell',3,1999,'secretary','Leeds');
INSERT INTO Layout VALUES
(1,'Copper Junction',1,'OO',42.5,1998,'steam'),
(2,'Neckarblick',2,'N',61.0,2007,'diesel'),
(3,'Micklegate Yard',3,'OO',28.0,2012,'diesel'),
(4,'Vallée de Munster',4,'HO',55.5,2001,'steam'),
(5,'Strathmore Halt',5,'OO',19.5,2009,'steam'),
(6,'Albula Loops',6,'HO',88.0,1994,'electric'),
(7,'Tram Corner',2,'HO',12.0,2018,'electric'),
(8,'First Sleepers',7,'N',6.5,2020,NULL),
(9,'Gotthard Mini',6,'N',47.0,2011,'electric'),
(10,'Quayside Sidings',1,'N',15.0,2016,'diesel');
INSERT INTO Locomotive VALUES
(1,'Flying Kestrel','Hartley','OO',1,145.0,'no'),
(2,'Class 47 Blue','Hartley','OO',5,178.0,'yes'),
(3,'BR 103','Minibahn','N',3,210.0,'yes'),
(4,'Krokodil','Alpina','HO',9,489.0,'yes'),
(5,'Pacific 231','Rail Bleu','HO',6,325.0,'no'),
(6,'Shunter Bill','Hartley','OO',2,59.0,'no'),
(7,'V 200','Minibahn','N',4,135.0,'yes'),
(8,'Ge 4/4','Alpina','HO',10,398.0,'yes'),
(9,'Highland Piper','Hartley','OO',8,162.0,'no'),
(10,'BR 64','Minibahn','N',3,99.0,'no'),
(11,'Autorail Picasso','Rail Bleu','HO',7,240.0,'yes'),
(12,'Old Goods Tank','Hartley','OO',NULL,48.0,'no');
INSERT INTO Exhibition VALUES
(1,'Northern Rails Weekend','York','2022-03-19',3400,8.0),
(2,'Modellbahn Tage','Stuttgart','2022-11-12',9100,14.0),
(3,'Crewe Small Trains','Crewe','2023-04-22',2250,6.5),
(4,'Expo Train Alsace','Mulhouse','2023-06-10',5200,10.0),
(5,'Bündner Bahnfest','Chur','2023-09-02',4100,12.0),
(6,'Winter Steam Fair','Leeds','2024-01-27',2800,7.5),
(7,'Tay Bridge Meet','Perth','2024-05-18',NULL,5.0);
INSERT INTO Showing VALUES
(1,1,'A1','gold'),
(1,3,'A4',NULL),
(1,5,'B2','silver'),
(2,2,'H10','gold'),
(2,7,'H11',NULL),
(2,6,'K3','silver'),
(3,1,'12','silver'),
(3,8,'3',NULL),
(3,3,'9','gold'),
(4,4,'M1','gold'),
(4,2,'M6','bronze'),
(5,6,'1','gold'),
(6,1,'C7',NULL),
(6,5,'C8','bronze');
