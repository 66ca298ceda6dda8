CREATE TABLE Series (
  Series_ID INTEGER PRIMARY KEY,
  Title TEXT,
  Field TEXT,
  Founded INTEGER,
  General_Editor TEXT
);
CREATE TABLE Author (
  Author_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Country TEXT,
  Affiliation TEXT,
  Birth_Year INTEGER
);
CREATE TABLE Book (
  ISBN TEXT PRIMARY KEY,
  Title TEXT,
  Series_ID INTEGER REFERENCES Series(Series_ID),
  Year INTEGER,
  Pages INTEGER,
  List_Price REAL,
  Binding TEXT,
  Language TEXT
);
CREATE TABLE Authorship (
  ISBN TEXT,
  Author_ID INTEGER,
  Role TEXT,
  Royalty_Pct REAL,
  PRIMARY KEY (ISBN, Author_ID),
  FOREIGN KEY (ISBN) REFERENCES Book(ISBN),
  FOREIGN KEY (Author_ID) REFERENCES Author(Author_ID)
);
CREATE TABLE Bookseller (
  Bookseller_ID INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  Country TEXT,
  Discount_Pct INTEGER
);
CREATE TABLE Book_Order (
  Order_ID INTEGER PRIMARY KEY,
  Bookseller_ID INTEGER REFERENCES Bookseller(Bookseller_ID),
  ISBN TEXT REFERENCES Book(ISBN),
  Order_Date DATE,
  Copies INTEGER,
  Returned INTEGER
);
INSERT INTO Series VALUES
(1,'Frontiers of Philology','Linguistics',1954,'Edith Marlowe'),
(2,'Atlantic Histories','History',1988,'Joao Pereira'),
(3,'Quantum Lectures','Physics',2001,'Anil Deshmukh'),
(4,'Medieval Hands','History',1967,'Greta Holm'),
(5,'Living Soils','Ecology',2012,NULL),
(6,'Small Grammars','Linguistics',1999,'Yuki Arai'),
(7,'Law and Oceans','Law',2018,'Edith Marlowe'),
(8,'Southern Skies','Astronomy',2020,NULL);
INSERT INTO Author VALUES
(1,'Nadia Benali','Morocco','Rabat University',1971),
(2,'Oskar Lund','Sweden','Uppsala University',1958),
(3,'Mei-Ling Chao','Taiwan','Academia Sinica',1980),
(4,'Patrick Doyle','Ireland','Trinity College',1949),
(5,'Rosa Quispe','Peru','San Marcos University',1976),
(6,'Heinrich Vogel','Germany','Uppsala University',1965),
(7,'Tunde Bakare','Nigeria','University of Ibadan',1983),
(8,'Clara Whitfield','Ireland',NULL,1990),
(9,'Luis Ferrer','Peru','San Marcos University',1962),
(10,'Sunita Rao','India','Trinity College',1987);
INSERT INTO Book VALUES
('978-01','The Verb in Tamazight',1,2009,312,68.0,'hardback','English'),
('978-02','Runes at the Harbour',4,2014,268,54.5,'hardback','English'),
('978-03','Salt, Silver, Sugar',2,2011,420,39.9,'paperback','English'),
('978-04','Entangled States',3,2016,198,45.0,'paperback','English'),
('978-05','Worms of the Altiplano',5,2019,240,29.5,'paperback','Spanish'),
('978-06','A Short Grammar of Amis',6,2017,156,24.0,'paperback','English'),
('978-07','Scribes of Connacht',4,2003,350,72.0,'hardback','English'),
('978-08','Who Owns the Seabed',7,2021,288,58.0,'hardback','English'),
('978-09','Ports of Lagos',2,2020,376,41.0,'paperback','French'),
('978-10','Measuring the Small',3,2022,512,95.0,'hardback','German'),
('978-11','A Short Grammar of Quechua',6,2012,172,22.5,'paperback','Spanish'),
('978-12','Peat and People',5,2023,224,33.0,'ebook','English'),
('978-13','The Rector Remembers',NULL,2015,144,18.0,'ebook','English');
INSERT INTO Authorship VALUES
('978-01',1,'author',9.0),
('978-02',2,'author',10.0),
('978-02',6,'translator',3.0),
('978-03',9,'author',8.0),
('978-04',10,'author',7.5),
('978-05',5,'author',8.5),
('978-05',9,'editor',2.5),
('978-06',3,'author',9.5),
('978-07',4,'author',11.0),
('978-08',7,'editor',6.0),
('978-09',7,'author',10.5),
('978-10',6,'author',12.0),
('978-11',5,'author',8.0),
('978-12',4,'author',9.2);
INSERT INTO Bookseller VALUES
(1,'Blue Lantern Books','Dublin','Ireland',35),
(2,'Libreria Mistral','Lima','Peru',40),
(3,'Akademibok','Uppsala','Sweden',30),
(4,'Kite and Quill','Mumbai','India',42),
(5,'Campus Corner','Dublin','Ireland',25),
(6,'Seitenweise','Leipzig','Germany',38),
(7,'Paper Harbour','Lagos','Nigeria',33),
(8,'Foyer des Livres','Lyon','France',28);
INSERT INTO Book_Order VALUES
(1,1,'978-07','2022-02-11',25,3),
(2,1,'978-12','2023-05-19',40,0),
(3,2,'978-05','2022-09-30',60,8),
(4,2,'978-11','2022-10-02',80,5),
(5,3,'978-02','2021-03-15',18,1),
(6,4,'978-04','2022-07-07',55,12),
(7,6,'978-10','2022-11-21',30,2),
(8,7,'978-09','2021-01-28',70,6),
(9,7,'978-08','2021-12-09',15,NULL),
(10,1,'978-02','2021-06-24',12,4),
(11,5,'978-12','2023-06-03',22,NULL),
(12,2,'978-03','2020-08-17',35,10),
(13,4,'978-10','2023-02-14',20,7);
