CREATE TABLE Stations (
  Station_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Frequency REAL,
  City TEXT,
  Founded_Year INTEGER,
  Owner TEXT
);
CREATE TABLE Hosts (
  Host_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Age INTEGER,
  Nationality TEXT,
  Salary INTEGER
);
CREATE TABLE Shows (
  Show_ID INTEGER PRIMARY KEY,
  Station_ID INTEGER,
  Host_ID INTEGER,
  Title TEXT,
  Weekday TEXT,
  Start_Hour INTEGER,
  Listeners INTEGER,
  FOREIGN KEY (Station_ID) REFERENCES Stations(Station_ID),
  FOREIGN KEY (Host_ID) REFERENCES Hosts(Host_ID)
);
CREATE TABLE Tracks (
  Track_ID INTEGER PRIMARY KEY,
  Title TEXT,
  Performer TEXT,
  Genre TEXT,
  Release_Year INTEGER,
  Length_Sec INTEGER
);
CREATE TABLE Plays (
  Play_ID INTEGER PRIMARY KEY,
  Show_ID INTEGER,
  Track_ID INTEGER,
  Play_Date DATE,
  Position INTEGER,
  Requested_By TEXT,
  FOREIGN KEY (Show_ID) REFERENCES Shows(Show_ID),
  FOREIGN KEY (Track_ID) REFERENCES Tracks(Track_ID)
);
INSERT INTO Stations VALUES
(1,'Radio Marea',98.3,'Lisbon',1987,'Atlantico Media'),
(2,'Kanal Nord',101.7,'Tromsø',1994,'Polar Sound'),
(3,'Blue Dial',89.1,'Chicago',1962,'Lakeshore Group'),
(4,'Onda Sur',94.9,'Sevilla',2003,'Atlantico Media'),
(5,'Taro FM',87.6,'Osaka',1999,NULL),
(6,'Night Signal',104.2,'Chicago',2015,'Lakeshore Group'),
(7,'Savanna Live',96.5,'Nairobi',2008,'Twiga Press'),
(8,'Campus Nine',105.8,'Dublin',2019,NULL),
(9,'Lake Breeze',92.1,'Milwaukee',1978,'Lakeshore Group');
INSERT INTO Hosts VALUES
(1,'Inês Falcão',44,'Portuguese',52000),
(2,'Bjørn Aas',36,'Norwegian',58500),
(3,'Delia Watts',61,'American',90300),
(4,'Paco Lara',29,'Spanish',34000),
(5,'Kenji Mori',50,'Japanese',61200),
(6,'Wanjiru Otieno',33,'Kenyan',41000),
(7,'Sean Tully',22,'Irish',NULL),
(8,'Rosa Jimenez',47,'Spanish',49500),
(9,'Marcus Bell',39,'American',67000);
INSERT INTO Shows VALUES
(1,1,1,'Morning Tide','Monday',7,82000),
(2,2,2,'Aurora Hour','Friday',22,19500),
(3,3,3,'Porch Blues','Sunday',18,134000),
(4,4,4,'Siesta Mix','Monday',15,27800),
(5,5,5,'Lantern Jazz','Friday',21,66000),
(6,6,9,'After Midnight','Saturday',0,58400),
(7,7,6,'Lake Drums','Sunday',10,71300),
(8,4,8,'Fuego Lento','Saturday',20,39000),
(9,3,9,'Vinyl Attic','Wednesday',19,88100),
(10,1,1,'Fado at Five','Thursday',17,45200),
(11,6,9,'Second Wind','Tuesday',6,30400);
INSERT INTO Tracks VALUES
(1,'Salt on the Window','Marta Queiroz','fado',1998,241),
(2,'Northbound Ferry','The Lanternfish','indie',2016,198),
(3,'Dust in My Coffee','Big Otis Ray','blues',1971,312),
(4,'Calle Sin Luna','Los Naranjos','flamenco',2009,225),
(5,'Paper Crane Waltz','Yumi Sato Trio','jazz',1985,404),
(6,'Mama Twende','Kito Sounds','afrobeat',2020,187),
(7,'Velvet Static','Neon Harbor','electronic',2022,276),
(8,'Slow Train to Cairo','Big Otis Ray','blues',1968,287),
(9,'Glass Orchard','The Lanternfish','indie',2019,233),
(10,'Midnight Ramen','Yumi Sato Trio','jazz',1990,365),
(11,'Ultimo Baile','Los Naranjos','flamenco',NULL,208),
(12,'Copper Moon','Neon Harbor','electronic',2023,301);
INSERT INTO Plays VALUES
(1,1,1,'2024-01-08',1,'listener'),
(2,1,4,'2024-01-08',2,NULL),
(3,2,2,'2024-01-12',1,'host'),
(4,2,9,'2024-01-12',2,'listener'),
(5,3,3,'2024-01-14',1,'host'),
(6,3,8,'2024-01-14',2,'listener'),
(7,5,5,'2024-01-19',1,'host'),
(8,5,10,'2024-01-19',2,NULL),
(9,7,6,'2024-01-21',1,'listener'),
(10,6,7,'2024-01-27',1,'producer'),
(11,9,3,'2024-01-31',3,'listener'),
(12,9,5,'2024-01-31',4,'producer'),
(13,8,4,'2024-02-03',1,'host'),
(14,10,1,'2024-02-08',2,'listener');
